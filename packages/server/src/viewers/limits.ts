import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunStore } from '../store/runStore.js'
import type { CheckedTokens } from '../tokens/tokenOptions.js'
import { subjectLimits } from '../tokens/tokenOptions.js'
import { guardSource } from './guardSource.js'
import type { StreamSlot } from './streamSlots.js'
import { createStreamSlots } from './streamSlots.js'
import type { Viewer } from './viewer.js'

/** Milliseconds. */
const MINUTE = 60_000
/** Milliseconds until a viewer with too many event streams should try again. */
const STREAM_WAIT = 10_000

/** Keeps one viewer from taking what is for all. Those without a token and a subject have no limits. */
export interface ViewerLimits {
  /** Counts a request. Rejects with a `HandlerError` when the viewer has sent too many. */
  takeRequest: (viewer: Viewer) => Promise<void>
  /**
   * Opens an event stream that ends with the viewer's rights. Rejects with a `HandlerError` when the
   * viewer has too many open already, without a call of `open`.
   */
  openStream: (viewer: Viewer, open: OpenStream) => Promise<ByteSource>
}

/**
 * Opens an event stream.
 *
 * @param keep Says that something goes on when the viewer leaves, which then counts like a stream.
 */
export type OpenStream = (keep: StreamSlot['keep']) => Promise<ByteSource>

/** @param onFailure Told when the rate limiter cannot count. The request is let through then. */
export function createViewerLimits(
  tokens: CheckedTokens | null,
  rateLimiter: RateLimiter,
  onFailure: (error: unknown) => void,
): ViewerLimits {
  const slots = createStreamSlots()
  const { maxSubjectRequests, maxSubjectStreams } = tokens ?? subjectLimits

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
    async takeRequest(viewer) {
      const { subject } = viewer
      const token = getOwnToken(viewer)
      if (subject === null) return
      const waits = await Promise.all([
        token && tokens ? getWait(`requests:token:${token.id}`, tokens.maxRequests) : 0,
        getWait(`requests:subject:${subject}`, maxSubjectRequests),
      ])
      const wait = Math.max(...waits)
      if (wait > 0) throw createTooMany('TOO_MANY_REQUESTS', wait)
    },

    async openStream(viewer, open) {
      const { subject } = viewer
      const token = getOwnToken(viewer)
      const slot = slots.take({
        ...(token && tokens && { [`token:${token.id}`]: tokens.maxStreams }),
        ...(subject !== null && { [`subject:${subject}`]: maxSubjectStreams }),
      })
      if (!slot) throw createTooMany('TOO_MANY_STREAMS', STREAM_WAIT)
      try {
        return guardSource(await open(slot.keep), viewer, slot.leave)
      } catch (error) {
        slot.free()
        throw error
      }
    },
  }
}

/**
 * Gives the token that one viewer alone has. That of a share link is with all who were sent it, and so the
 * limits of a subject are for it, and those of a token are not.
 */
function getOwnToken({ token }: Viewer): Viewer['token'] {
  return token?.link ? null : token
}

function createTooMany(ending: 'TOO_MANY_REQUESTS' | 'TOO_MANY_STREAMS', wait: number) {
  return new HandlerError(ending, { headers: { 'Retry-After': String(Math.ceil(wait / 1_000)) } })
}

/** Counts requests, for all processes that share the store. */
interface RateLimiter {
  /**
   * Takes one of the requests that a key has in each minute of the clock. Gives 0, or the milliseconds
   * after which there are new ones. Rejects when the store cannot be reached.
   */
  take: (key: string, perMinute: number) => Promise<number>
}

export function createRateLimiter(store: Pick<RunStore, 'increment'>): RateLimiter {
  return {
    async take(key, perMinute) {
      const now = Date.now()
      const count = await store.increment(`${key}:${Math.floor(now / MINUTE)}`, MINUTE)
      return count <= perMinute ? 0 : MINUTE - (now % MINUTE)
    },
  }
}
