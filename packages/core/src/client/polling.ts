import { FishbowlError } from '../errors.js'
import type { Run } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'

/** What is known about the reads of a run so far. */
export interface PollContext {
  /** The present, in epoch milliseconds. Without it a run counts as just begun. */
  now?: number
  /** Epoch milliseconds at which this page began to watch. @default the run's `createdAt` */
  watchedSince?: number
  /** The error of the last read, `null` when it succeeded. */
  error?: unknown
  /** How many reads in a row have failed. */
  failureCount?: number
  /** How many reads there were since the run was first seen to have ended. */
  settledReads?: number
  /**
   * Whether a recording of the run is expected: it is ready only some time after the end.
   *
   * @default false
   */
  awaitsRecording?: boolean
}

// All times are in milliseconds.
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const MAX_READS_FOR_RESULT = 3
/** At three seconds each, about half a minute. */
const MAX_READS_FOR_RECORDING = 10
const MAX_FAILURES = 12
/** Fewer than of other failures, because an answer that cannot be read seldom mends itself. */
const MAX_INVALID_RESPONSES = 5

/**
 * Tells how long to wait before the next read of a run, in milliseconds, or `false` to stop.
 *
 * 3 seconds (±10 %, so that pages do not poll in step), 10 after ten minutes, 60 after an hour.
 * Stops when the run has settled, after a day, and on errors that repetition cannot mend. A run
 * that is `COMPLETED` without a result is read three more times, as results may come late; with
 * `awaitsRecording`, one that has no recording yet is read ten more times.
 *
 * Deterministic: the same arguments give the same answer.
 */
export function getPollDelay(
  run: Run | null | undefined,
  context: PollContext = {},
): number | false {
  if (run && isSettled(run, context)) return false
  const watched = getWatchedTime(run, context)
  if (watched >= DAY) return false

  const pace = run && isTerminal(run.status) ? getPace(0) : getPace(watched)
  const delay = pace * getJitter(run, context)
  return context.error ? getRetryDelay(delay, context) : Math.round(delay)
}

function isSettled(run: Run, context: PollContext): boolean {
  return isTerminal(run.status) && (context.settledReads ?? 0) >= getMaxSettledReads(run, context)
}

/** How often to read a run that has ended, for what may come late. */
function getMaxSettledReads(run: Run, { awaitsRecording = false }: PollContext): number {
  if (run.status === 'CANCELLED') return 0
  if (awaitsRecording && run.videoUrl === null) return MAX_READS_FOR_RECORDING
  const mayComeLate = (run.result ?? null) === null && !run.resultWithheld
  return run.status === 'COMPLETED' && mayComeLate ? MAX_READS_FOR_RESULT : 0
}

function getWatchedTime(run: Run | null | undefined, { now, watchedSince }: PollContext): number {
  const start = watchedSince ?? parseTimestamp(run?.createdAt)
  return now === undefined || start === null ? 0 : now - start
}

function getPace(watched: number): number {
  if (watched >= HOUR) return 60 * SECOND
  if (watched >= 10 * MINUTE) return 10 * SECOND
  return 3 * SECOND
}

function getRetryDelay(delay: number, { error, failureCount = 1 }: PollContext): number | false {
  const known = FishbowlError.isInstance(error) ? error : undefined
  const limit = known?.code === 'invalid_response' ? MAX_INVALID_RESPONSES : MAX_FAILURES
  if (known?.retryable === false || failureCount >= limit) return false

  const backedOff = Math.min(delay * 2 ** Math.max(0, failureCount - 1), MINUTE)
  return Math.round(Math.max(backedOff, known?.retryAfter ?? 0))
}

/**
 * Gives a factor from 0.9 to 1.1. It is not random, because callers may ask on every render and must
 * get the same delay for the same read.
 */
function getJitter(
  run: Run | null | undefined,
  { now = 0, failureCount = 0 }: PollContext,
): number {
  let hash = 0x811c9dc5
  const seed = `${run?.runId} ${failureCount} ${Math.floor(now / SECOND)}`
  // By index, as `for … of` takes five times as long, which shows when hundreds of runs are polled.
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193)
  }
  return 0.9 + (0.2 * (hash >>> 0)) / 2 ** 32
}
