/** How the playing of a recording stands, through as many addresses as it takes. */
export interface Recording {
  /**
   * - `playing`: there is nothing to say, whether or not the viewer has pressed play
   * - `renewing`: another address has been asked for
   * - `failed`: another address did not help, or did not come
   */
  phase: 'playing' | 'renewing' | 'failed'
  /** The address in use. It stays while it works, as another one would load the video anew. */
  source: SignedUrl | null
  /** The address of the last read. */
  newest: SignedUrl | null
  /** Whether the source took the place of another one and has not loaded yet. */
  isUnproven: boolean
}

interface SignedUrl {
  url: string
  /** Epoch milliseconds at which this page first saw it; it was signed a little before. */
  seenAt: number
}

export type RecordingEvent =
  | { type: 'url'; url: string; now: number }
  | { type: 'loaded' }
  /** The viewer plays or seeks, so that the browser may ask for more of it. */
  | { type: 'used'; now: number; canRenew: boolean }
  | { type: 'error'; now: number; canRenew: boolean }
  | { type: 'retry' }
  | { type: 'gave_up' }

/** Addresses live for 15 minutes: one less, for the way here and for what is still to be loaded. */
const lifetime = 14 * 60_000

export const newRecording: Recording = {
  phase: 'playing',
  source: null,
  newest: null,
  isUnproven: false,
}

/** A reducer. Whoever uses it asks for another address when the phase becomes `renewing`. */
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
      // A recording that is broken would be asked for again and again.
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

function isOld({ seenAt }: SignedUrl, now: number): boolean {
  return now - seenAt >= lifetime
}
