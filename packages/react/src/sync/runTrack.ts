import type { FishbowlError, PollContext, Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'

/** What the polling policy needs to know of a run's reads, and react-query does not keep. */
export interface PollLog extends PollContext {
  /** Epoch milliseconds of the last read: the policy must answer the same until the next one. */
  readonly now: number
  /** Epoch milliseconds. Starts anew after a pause, so that a returning viewer gets quick polls again. */
  readonly watchedSince: number
  /** Failures in a row. */
  readonly failureCount: number
  /** Of the last read; react-query forgets it when the next read starts. */
  readonly error: FishbowlError | null
  /** Reads since the run was first seen to have ended. */
  readonly settledReads: number
  /** Epoch milliseconds at which this page saw the run end, if it saw it run before. */
  readonly observedFinishedAt: number | undefined
  /** Whether an event stream tells what happens, so that reads are only a watchdog. */
  readonly isStreaming: boolean
}

/** How often a run that has ended by its stream is read until a read knows of it, too. */
const readsForStreamedEnd = 3

/** Longer than the slowest poll: a longer gap means that nobody was watching. */
const longestGap = 2 * 60_000

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
 * @param read What was read; `run` is more where a stream knows more.
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

function countSettled({ settledReads }: PollLog, read: Run): number {
  return isTerminal(read.status) ? Math.max(settledReads + 1, 0) : settledReads + 1
}

export function logStream(query: object, isStreaming: boolean, now: number) {
  const log = getPollLog(query)
  // The poll clock tells news by their times, and these are others than those of a read just before.
  logs.set(query, { ...begin(log, Math.max(now, log.now + 1)), isStreaming })
}

/** The stream has told that the run has ended; a read has more to say of it. */
export function logStreamedEnd(query: object, now: number) {
  const settledReads = -readsForStreamedEnd
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, settledReads, observedFinishedAt: now, isStreaming: false })
}

/** The stream has told all that a read could say of the run. */
export function logStreamedAll(query: object, now: number) {
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, settledReads: Math.max(log.settledReads, 0), isStreaming: false })
}

export function logFailure(query: object, error: FishbowlError, now: number) {
  const log = begin(getPollLog(query), now)
  logs.set(query, { ...log, failureCount: log.failureCount + 1, error })
}

function begin(log: PollLog, now: number): PollLog {
  const watchedSince = now - log.now > longestGap ? now : log.watchedSince
  return { ...log, now, watchedSince }
}

/** A run of which an event stream tells, too: nothing that it told may be taken back by a read. */
export interface StreamedRun {
  /** Gives the run to show: `shown` itself when the read is the same as the last one. */
  addRead(read: Run, shown: Run | undefined): Run
}

/**
 * Keyed by react-query's own query object, as the poll log is. Apart from what makes them, so that a
 * page without streams does not load it.
 */
export const streamedRuns = new WeakMap<object, StreamedRun>()

/** Runs that were started on this page and will have a recording. Lives as long as its query client. */
const recordedRuns = new WeakMap<QueryClient, Set<string>>()

export function rememberRecorded(queryClient: QueryClient, runId: string) {
  const runIds = recordedRuns.get(queryClient) ?? new Set()
  recordedRuns.set(queryClient, runIds.add(runId))
}

export function isRecorded(queryClient: QueryClient, runId: string): boolean {
  return recordedRuns.get(queryClient)?.has(runId) ?? false
}
