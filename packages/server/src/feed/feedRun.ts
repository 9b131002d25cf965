import type { Run } from '@fishbowl/core'
import { getPollDelay, isTerminal, mergeStreamedRun } from '@fishbowl/core'

import { HandlerError } from '../http/handlerError.js'
import type { RunReading } from '../tinyfish/readRuns.js'
import type { RunSnapshot } from './runSnapshot.js'
import { getNextVersion } from './runSnapshot.js'

/** The pace of `getPollDelay` for a young run, which stands for one turn of the feed's clock. */
const USUAL_DELAY = 3_000
/** How often a read may still say that a run goes on whose stream told its end. */
const MAX_LATE_READS = 10

/** What a process knows of a run that somebody watches. */
export interface FeedRun {
  readonly runId: string
  readonly listeners: Set<(snapshot: RunSnapshot) => void>
  snapshot: RunSnapshot | null
  /** Event streams of the run that this process holds. */
  holds: number
  /** Epoch milliseconds of the next read; never, once the run has settled. */
  dueAt: number
  isReading: boolean
  /** Somebody said that it changed while it was being read. */
  isHinted: boolean
  readonly watchedSince: number
  failureCount: number
  settledReads: number
}

export function createFeedRun(runId: string): FeedRun {
  return {
    runId,
    listeners: new Set(),
    snapshot: null,
    holds: 0,
    dueAt: Infinity,
    isReading: false,
    isHinted: false,
    watchedSince: Date.now(),
    failureCount: 0,
    settledReads: 0,
  }
}

/**
 * Notes what a read brought and when the next one is due. Gives the snapshot that follows, or `null`
 * when nothing has changed. Nothing goes backwards, whichever order answers and events come in.
 */
export function noteReading(
  feedRun: FeedRun,
  reading: RunReading,
  interval: number,
): RunSnapshot | null {
  const { isHinted } = feedRun
  feedRun.isReading = false
  feedRun.isHinted = false
  if (reading instanceof HandlerError) return noteFailure(feedRun, reading, interval)
  try {
    return noteRun(feedRun, reading, interval, isHinted)
  } catch {
    // Such as a result that is too deep to be compared.
    return noteFailure(feedRun, new HandlerError('UPSTREAM_INVALID_RESPONSE'), interval)
  }
}

function noteRun(
  feedRun: FeedRun,
  reading: Run,
  interval: number,
  isHinted: boolean,
): RunSnapshot | null {
  const { snapshot: known, runId } = feedRun
  feedRun.failureCount = 0
  if (known?.run && isTerminal(known.run.status)) feedRun.settledReads += 1
  const run = merge(reading, feedRun)
  const delay = getDelay(feedRun, run, null)
  const isLate = isTerminal(run.status) && !isTerminal(reading.status)
  const isSettled = delay === false && !(isLate && feedRun.settledReads < MAX_LATE_READS)

  if (isSettled) feedRun.dueAt = Infinity
  else feedRun.dueAt = isHinted ? 0 : getTurn(delay === false ? USUAL_DELAY : delay, interval)
  const isSame = known?.run && JSON.stringify(known.run) === JSON.stringify(run)
  if (isSame && known.isSettled === isSettled) return null
  return { runId, version: getNextVersion(known), run, error: null, isSettled }
}

function noteFailure(feedRun: FeedRun, error: HandlerError, interval: number): RunSnapshot | null {
  const { snapshot: known, runId } = feedRun
  feedRun.failureCount += 1
  const delay = getDelay(feedRun, known?.run ?? null, error)
  if (delay !== false) {
    feedRun.dueAt = Math.max(getTurn(delay, interval), Date.now() + (error.retryAfter ?? 0))
    return null
  }
  feedRun.dueAt = Infinity
  const version = getNextVersion(known)
  // Of a run that has ended nothing is lost but what might have come late.
  if (known?.run && isTerminal(known.run.status)) return { ...known, version, isSettled: true }
  return { runId, version, run: null, error: error.ending, isSettled: true }
}

function getDelay(
  { watchedSince, failureCount, settledReads }: FeedRun,
  run: Run | null,
  error: HandlerError | null,
): number | false {
  return getPollDelay(run, { now: Date.now(), watchedSince, failureCount, settledReads, error })
}

/** All runs are due at the same moments, in all processes, so that one request reads many of them. */
function getTurn(delay: number, interval: number): number {
  const turns = Math.max(1, Math.round(delay / USUAL_DELAY))
  return (Math.floor(Date.now() / interval) + turns) * interval
}

function merge(reading: Run, { snapshot, holds }: FeedRun): Run {
  const known = snapshot?.run
  if (!known) return reading
  // Only a stream that goes on knows a live view that is newer than the one in an answer.
  return mergeStreamedRun(reading, holds > 0 ? known : { ...known, streamingUrl: null })
}
