import type { Run } from '@fishbowl/core'
import { getPollDelay, isTerminal, mergeStreamedRun } from '@fishbowl/core'
import { mergeNews } from '@fishbowl/core/internal'

import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunReading } from '../tinyfish/readBatch.js'
import type { RunSnapshot } from './runSnapshot.js'
import { getNextVersion } from './runSnapshot.js'

/** The milliseconds that `getPollDelay` gives for a young run, which is read once an interval. */
const YOUNG_DELAY = 3_000
/** Reads that may still say that a run goes on, after its event stream has told the end. */
const MAX_LATE_READS = 10

/** What a process knows of a run that it follows. */
export interface FollowedRun {
  readonly runId: string
  readonly listeners: Set<(snapshot: RunSnapshot) => void>
  snapshot: RunSnapshot | null
  /** How many event streams of the run this process holds. */
  holds: number
  /** Epoch milliseconds of the next read. `Infinity` once the run has settled. */
  dueAt: number
  /** Runs while something of the snapshot has not been told. */
  tellTimer: NodeJS.Timeout | undefined
  /** What the other processes have not been told yet. */
  unshared: RunSnapshot | null
  /** The time of `performance.now()` until which events of the run are collected. */
  quietUntil: number
  isReading: boolean
  /** Whether somebody said that the run has changed while it was being read. */
  isHinted: boolean
  /** Epoch milliseconds. */
  readonly watchedSince: number
  failureCount: number
  /** How many reads have been made since the run ended. */
  settledReads: number
}

export function createFollowedRun(runId: string): FollowedRun {
  return {
    runId,
    listeners: new Set(),
    snapshot: null,
    holds: 0,
    dueAt: Infinity,
    tellTimer: undefined,
    unshared: null,
    quietUntil: 0,
    isReading: false,
    isHinted: false,
    watchedSince: Date.now(),
    failureCount: 0,
    settledReads: 0,
  }
}

/**
 * Notes what a read brought and when the next read is due. Gives the snapshot that follows, or `null`
 * when nothing has changed. A run never goes backwards, in whichever order readings and events come.
 *
 * @param interval Milliseconds from one read of a young run to the next.
 */
export function noteReading(
  followed: FollowedRun,
  reading: RunReading,
  interval: number,
): RunSnapshot | null {
  const { isHinted } = followed
  followed.isReading = false
  followed.isHinted = false
  if (reading instanceof HandlerError) return noteFailure(followed, reading, interval)
  try {
    return noteRun(followed, reading, interval, isHinted)
  } catch {
    // A result may be nested too deep to be compared.
    return noteFailure(followed, new HandlerError('UPSTREAM_INVALID_RESPONSE'), interval)
  }
}

function noteRun(
  followed: FollowedRun,
  reading: Run,
  interval: number,
  isHinted: boolean,
): RunSnapshot | null {
  const { snapshot: known, runId } = followed
  followed.failureCount = 0
  if (known?.run && isTerminal(known.run.status)) followed.settledReads += 1
  const run = merge(reading, followed)
  const delay = getDelay(followed, run, null)
  const isLate = isTerminal(run.status) && !isTerminal(reading.status)
  const isSettled = delay === false && !(isLate && followed.settledReads < MAX_LATE_READS)

  if (isSettled) followed.dueAt = Infinity
  else if (isHinted) followed.dueAt = Date.now()
  else followed.dueAt = getDueTime(delay === false ? YOUNG_DELAY : delay, interval)
  if (known?.run && known.isSettled === isSettled && isSame(known.run, run)) return null
  return { runId, version: getNextVersion(known), run, error: null, isSettled }
}

/** Compares what was read with what is known. Text is made only of what may differ, as that takes long. */
function isSame(known: Run, run: Run): boolean {
  const names = Object.keys(run) as (keyof Run)[]
  const changed = names.filter((name) => known[name] !== run[name])
  return (
    changed.every((name) => typeof run[name] === 'object' && typeof known[name] === 'object') &&
    run.steps.length === known.steps.length &&
    changed.every((name) => isSameJson(known[name], run[name]))
  )
}

function isSameJson(known: unknown, value: unknown): boolean {
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    return value.every((item, index) => known[index] === item || isSameText(known[index], item))
  }
  return isSameText(known, value)
}

function isSameText(known: unknown, value: unknown): boolean {
  return writeJson(known) === writeJson(value)
}

function noteFailure(
  followed: FollowedRun,
  error: HandlerError,
  interval: number,
): RunSnapshot | null {
  const { snapshot: known, runId } = followed
  followed.failureCount += 1
  const delay = getDelay(followed, known?.run ?? null, error)
  if (delay !== false) {
    followed.dueAt = Math.max(getDueTime(delay, interval), Date.now() + (error.retryAfter ?? 0))
    return null
  }
  followed.dueAt = Infinity
  const version = getNextVersion(known)
  // A run that has ended is kept: the reads after its end only look for what comes late.
  if (known?.run && isTerminal(known.run.status)) return { ...known, version, isSettled: true }
  return { runId, version, run: null, error: error.ending, isSettled: true }
}

function getDelay(
  { watchedSince, failureCount, settledReads }: FollowedRun,
  run: Run | null,
  error: HandlerError | null,
): number | false {
  return getPollDelay(run, { now: Date.now(), watchedSince, failureCount, settledReads, error })
}

/**
 * Gives the next moment at which a run is due. The moments are multiples of the interval, and so the same
 * for all runs in all processes, so that one request reads many of them.
 */
function getDueTime(delay: number, interval: number): number {
  const intervals = Math.max(1, Math.round(delay / YOUNG_DELAY))
  return (Math.floor(Date.now() / interval) + intervals) * interval
}

/**
 * Adds to a reading, which this process or another one has made, what is known here. Gives back the reading
 * itself when there is nothing to add.
 */
export function merge(reading: Run, { snapshot, holds }: FollowedRun): Run {
  const known = snapshot?.run
  // While an event stream is held, it may have told of a newer live view than the reading has.
  return known && holds > 0 ? mergeStreamedRun(reading, known) : mergeNews(reading, known)
}
