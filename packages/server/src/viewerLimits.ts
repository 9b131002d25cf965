import type { ByteSource } from './byteSource.js'
import { guardSource } from './guardSource.js'
import { HandlerError } from './handlerError.js'
import type { RateLimiter } from './rateLimiter.js'
import { createStreamSlots } from './streamSlots.js'
import type { Viewer } from './viewer.js'
import type { CheckedTokens } from './viewerTokenOptions.js'
import { SUBJECT_LIMITS } from './viewerTokenOptions.js'

/** Keeps one viewer from taking what is for all. Counts those who are known by a token or a subject. */
export interface ViewerLimits {
  /** Counts a request. Rejects with a `HandlerError` when there were too many. */
  takeRequest: (viewer: Viewer) => Promise<void>
  /**
   * Opens an event stream that ends with the viewer's rights. Rejects with a `HandlerError` when the
   * viewer has too many already; `open` is not called then.
   */
  openStream: (viewer: Viewer, open: () => Promise<ByteSource>) => Promise<ByteSource>
}

/** @param onFailure Told when the limiter cannot count. Requests go on then. */
export function createViewerLimits(
  tokens: CheckedTokens | null,
  rateLimiter: RateLimiter,
  onFailure: (error: unknown) => void,
): ViewerLimits {
  const slots = createStreamSlots()
  const { maxSubjectRequests, maxSubjectStreams } = tokens ?? SUBJECT_LIMITS

  async function getWait(key: string, perMinute: number): Promise<number> {
    if (perMinute === Infinity) return 0
    try {
      return await rateLimiter.take(key, perMinute)
    } catch (error) {
      onFailure(error)
      return 0
    }
  }

  return {
    async takeRequest({ token, subject }) {
      if (subject === null) return
      const waits = await Promise.all([
        token && tokens ? getWait(`requests:token:${token.id}`, tokens.maxRequests) : 0,
        getWait(`requests:subject:${subject}`, maxSubjectRequests),
      ])
      const wait = Math.max(...waits)
      if (wait > 0) throw createTooMany('TOO_MANY_REQUESTS', wait)
    },

    async openStream(viewer, open) {
      const { token, subject } = viewer
      if (subject === null) return open()
      const free = slots.take({
        ...(token && tokens && { [`token:${token.id}`]: tokens.maxStreams }),
        [`subject:${subject}`]: maxSubjectStreams,
      })
      if (!free) throw createTooMany('TOO_MANY_STREAMS', 10_000)
      try {
        return guardSource(await open(), viewer, free)
      } catch (error) {
        free()
        throw error
      }
    },
  }
}

function createTooMany(ending: 'TOO_MANY_REQUESTS' | 'TOO_MANY_STREAMS', wait: number) {
  return new HandlerError(ending, { headers: { 'Retry-After': String(Math.ceil(wait / 1_000)) } })
}
