import type { FishbowlError, PollContext, Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'

/** What the polling policy needs to know of a run's reads, and react-query does not keep. */
export interface PollLog extends PollContext {
  /** Epoch milliseconds of the last news: the policy must answer the same until the next one. */
  readonly now: number
  /** Epoch milliseconds. Starts anew after a pause, so that a returning viewer gets quick polls again. */
  readonly watchedSince: number
  /** Failures in a row. */
  readonly failureCount: number
  /** The error of the last read; react-query forgets it when the next read starts. */
  readonly error: FishbowlError | null
  /**
   * Reads since the run was first seen to have ended. Below zero while no read knows yet of an end that
   * a stream has told: so many more reads are made until one does.
   */
  readonly settledReads: number
  /** Epoch milliseconds at which this page saw the run end, if it saw it run before. */
  readonly observedFinishedAt: number | undefined
  /** Whether an event stream tells what happens, so that reads are only a watchdog. */
  readonly isStreaming: boolean
}

/** How often a run that has ended by its stream is read until a read knows of the end, too. */
const READS_FOR_STREAMED_END = 3

/** Milliseconds, longer than the slowest poll: a longer gap means that nobody was watching. */
const LONGEST_GAP = 2 * 60_000

const emptyLog: PollLog = {
  now: 0,
  watchedSince: 0,
  failureCount: 0,
  error: null,
  settledReads: 0,
  observedFinishedAt: undefined,
  isStreaming: false,
}

/** Keyed by react-query's own query object, so that a log lives exactly as long as its query. */
const logs = new WeakMap<object, PollLog>()

export function getPollLog(query: object | undefined): PollLog {
  return (query && logs.get(query)) ?? emptyLog
}

/**
 * Notes a read that has succeeded.
 *
 * @param news.read what the read brought
 * @param news.run what is shown from now on, which says more than the read where a stream knows more
 * @param news.previous what was shown before
 */
export function logRead(
  query: object,
  { read, run, previous }: { read: Run; run: Run; previous: Run | undefined },
  now: number,
): PollLog {
  const begun = begin(getPollLog(query), now)
  const sawItEnd = previous && !isTerminal(previous.status) && isTerminal(run.status)
  const log: PollLog = {
    ...begun,
    failureCount: 0,
    error: null,
    settledReads: previous && isTerminal(previous.status) ? countSettled(begun, read) : 0,
    observedFinishedAt: sawItEnd ? now : begun.observedFinishedAt,
  }
  logs.set(query, log)
  return log
}

/** A read that knows of the end ends the wait for it: the count goes on from zero. */
function countSettled({ settledReads }: PollLog, read: Run): number {
  return isTerminal(read.status) ? Math.max(settledReads + 1, 0) : settledReads + 1
}

/** Notes that an event stream tells of the run from now on, or no longer does. */
export function logStream(query: object, isStreaming: boolean, now: number) {
  const log = getPollLog(query)
  // The poll clock takes two pieces of news with the same time for one, so the time must differ from
  // that of a read in the same millisecond.
  logs.set(query, { ...begin(log, Math.max(now, log.now + 1)), isStreaming })
}

/** Notes that the stream has told the end of the run, of which a read has more to say. */
export function logStreamedEnd(query: object, now: number) {
  const settledReads = -READS_FOR_STREAMED_END
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, settledReads, observedFinishedAt: now, isStreaming: false })
}

/** Notes that the stream has told all that a read could say of the run, which has ended. */
export function logStreamedAll(query: object, now: number) {
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, settledReads: Math.max(log.settledReads, 0), isStreaming: false })
}

/** Notes a read that has failed. */
export function logFailure(query: object, error: FishbowlError, now: number) {
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, failureCount: log.failureCount + 1, error })
}

function begin(log: PollLog, now: number): PollLog {
  const watchedSince = now - log.now > LONGEST_GAP ? now : log.watchedSince
  return { ...log, now, watchedSince }
}

/**
 * Puts together what a stream tells of a run and what reads bring, which may overtake each other: a
 * read takes nothing back that the stream has told.
 */
export interface RunMerger {
  /** Gives the run to show: `shown` itself when the read is the same as the last one. */
  addRead(read: Run, shown: Run | undefined): Run
}

/**
 * The mergers of the runs that have or had a stream, keyed by react-query's own query object, as the
 * logs are. What makes them is in files that a page without streams does not load.
 */
export const runMergers = new WeakMap<object, RunMerger>()

/** Runs that were started on this page and will have a recording. Lives as long as its query client. */
const recordedRuns = new WeakMap<QueryClient, Set<string>>()

export function rememberRecorded(queryClient: QueryClient, runId: string) {
  const runIds = recordedRuns.get(queryClient) ?? new Set()
  recordedRuns.set(queryClient, runIds.add(runId))
}

export function isRecorded(queryClient: QueryClient, runId: string): boolean {
  return recordedRuns.get(queryClient)?.has(runId) ?? false
}
