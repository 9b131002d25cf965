/** What is known of a recording while it plays, from one address that expires to the next. */
export interface Recording {
  /**
   * - `playing`: the video can be played, whether or not the viewer has pressed play
   * - `renewing`: another address has been asked for
   * - `failed`: another address did not help, or did not come
   */
  phase: 'playing' | 'renewing' | 'failed'
  /** The address in use. It stays for as long as it works, as another would load the video anew. */
  source: SignedUrl | null
  /** The address of the last read of the run. */
  newest: SignedUrl | null
  /** Whether the source has replaced another one and has not loaded yet. */
  isUnproven: boolean
}

interface SignedUrl {
  url: string
  /** Epoch milliseconds at which this page first saw the address, which was signed a little before. */
  seenAt: number
}

export type RecordingEvent =
  | { type: 'url'; url: string; now: number }
  | { type: 'loaded' }
  /** The viewer plays or seeks, so the browser may load more of the video. */
  | { type: 'used'; now: number; canRenew: boolean }
  | { type: 'error'; now: number; canRenew: boolean }
  | { type: 'retry' }
  | { type: 'gave_up' }

export const newRecording: Recording = {
  phase: 'playing',
  source: null,
  newest: null,
  isUnproven: false,
}

/** A reducer. Its caller has to read the run again when the phase becomes `renewing`. */
export function updateRecording(recording: Recording, event: RecordingEvent): Recording {
  const { phase, source, newest, isUnproven } = recording
  switch (event.type) {
    case 'url': {
      const found = { url: event.url, seenAt: event.now }
      if (!source) return { ...recording, source: found, newest: found }
      if (event.url === newest?.url) return recording
      return phase === 'playing' ? { ...recording, newest: found } : replace(found)
    }
    case 'loaded':
      return isUnproven ? { ...recording, isUnproven: false } : recording
    case 'used':
    case 'error': {
      const hasFailed = event.type === 'error'
      if (phase !== 'playing' || !source || !newest) return recording
      if (!hasFailed && !isOld(source, event.now)) return recording
      if (newest.url !== source.url && !isOld(newest, event.now)) return replace(newest)
      // An address that replaced another and never loaded means that the recording is broken. It would be
      // asked for again and again.
      const canRenew = event.canRenew && !(hasFailed && isUnproven)
      if (canRenew) return { ...recording, phase: 'renewing' }
      return hasFailed ? { ...recording, phase: 'failed' } : recording
    }
    case 'retry':
      return { ...recording, phase: 'renewing' }
    case 'gave_up':
      return { ...recording, phase: 'failed' }
  }
}

function replace(source: SignedUrl): Recording {
  return { phase: 'playing', source, newest: source, isUnproven: true }
}

/** Milliseconds. An address lives for 15 minutes, of which one is left for what is still to be loaded. */
const LIFETIME = 14 * 60_000

function isOld({ seenAt }: SignedUrl, now: number): boolean {
  return now - seenAt >= LIFETIME
}
