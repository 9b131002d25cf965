import type { Run } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'
import type { StreamPolicy } from './streamHosts.js'
import type { StreamRefusal } from './streamingUrl.js'
import { checkStreamingUrl } from './streamingUrl.js'

/** What a frame may load. */
interface Frame {
  /** The checked URL, the only one to embed. */
  href: string
  origin: string
}

/** Whether there is a live browser to show. Times are epoch milliseconds by the server's clock. */
export type LiveView =
  /** There is no URL. */
  | { state: 'none' }
  /** The run goes on. */
  | ({ state: 'live' } & Frame)
  /** The run has ended. The browser may be available until `until`: a bound, not a promise. */
  | ({ state: 'replayable'; until: number; basis: 'finished_at' | 'observed' } & Frame)
  /** The browser has not been available since `since`. */
  | { state: 'expired'; since: number }
  /** The URL must not be embedded. */
  | { state: 'refused'; reason: StreamRefusal; host?: string }
  /** It cannot be told. Offer to try, but do not embed unasked. */
  | ({
      state: 'unknown'
      reason: 'unknown_status' | 'no_finish_time' | 'finish_in_future' | 'invalid_clock'
    } & Frame)

/** What `getLiveView` goes by. */
export interface LiveViewOptions {
  /** The present, in epoch milliseconds. */
  now: number
  policy?: StreamPolicy | undefined
  /** Milliseconds to add to `now` to get the server's time. @default 0 */
  clockOffset?: number | undefined
  /**
   * Epoch milliseconds, by the clock of `now`, at which the run was seen to have ended. It counts
   * when the run has no finish time that can be used, or a later one.
   */
  observedFinishedAt?: number | undefined
  /** Milliseconds for which the browser may be available after the end. @default 24 hours */
  ttl?: number | undefined
  /** Milliseconds by which a finish time may lie in the future. @default 5 minutes */
  maxSkew?: number | undefined
}

// Milliseconds.
const DAY = 24 * 60 * 60_000
const FIVE_MINUTES = 5 * 60_000

/**
 * Tells whether a run has a live browser to show, and until when. Pure: ask again as time passes.
 *
 * @throws {FishbowlError} `invalid_input` when the policy itself is not safe.
 * @example
 * const view = getLiveView(run, { now: Date.now(), clockOffset: client.getClockOffset() })
 * @see https://docs.tinyfish.ai/key-concepts/runs
 */
export function getLiveView(run: Run | null | undefined, options: LiveViewOptions): LiveView {
  if (!run || run.streamingUrl === null || run.streamingUrl === undefined) return { state: 'none' }

  const check = checkStreamingUrl(run.streamingUrl, options.policy)
  if (!check.ok) {
    const { reason, host } = check
    return { state: 'refused', reason, ...(host !== undefined && { host }) }
  }
  const frame = { href: check.href, origin: check.origin }
  if (run.status === 'PENDING' || run.status === 'RUNNING') return { state: 'live', ...frame }
  if (!isTerminal(run.status)) return { state: 'unknown', reason: 'unknown_status', ...frame }
  return getEndedView(run, frame, options)
}

function getEndedView(run: Run, frame: Frame, options: LiveViewOptions): LiveView {
  const { now, clockOffset = 0, observedFinishedAt } = options
  const ttl = getDuration(options.ttl, DAY)
  const maxSkew = getDuration(options.maxSkew, FIVE_MINUTES)

  const time = now + clockOffset
  if (!Number.isFinite(time)) return { state: 'unknown', reason: 'invalid_clock', ...frame }

  const told = parseTimestamp(run.finishedAt)
  const observed = (observedFinishedAt ?? Number.NaN) + clockOffset
  const known = [told ?? Number.NaN, observed].filter(Number.isFinite)
  if (known.length === 0) return { state: 'unknown', reason: 'no_finish_time', ...frame }
  const possible = known.filter((end) => end <= time + maxSkew)
  if (possible.length === 0) return { state: 'unknown', reason: 'finish_in_future', ...frame }

  const finished = Math.min(...possible)
  // A finish time that is slightly ahead must not make the browser last longer than the whole ttl.
  const end = Math.min(finished, time) + ttl
  if (time >= end) return { state: 'expired', since: end }
  const basis = finished === told ? 'finished_at' : 'observed'
  return { state: 'replayable', until: end, basis, ...frame }
}

function getDuration(value: number | undefined, fallback: number): number {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.max(0, value) : fallback
}
