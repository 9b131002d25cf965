import type { FishbowlError, PollContext, Run } from '@fishbowl/core'
import { getPollDelay, isTerminal } from '@fishbowl/core'
import type { Query, QueryClient } from '@tanstack/react-query'

import type { RunKey } from './runKeys.js'

/** react-query's own query of a run. */
export type RunQuery = Query<Run, FishbowlError, Run, RunKey>

/**
 * Puts together what a stream tells of a run and what reads bring, which may overtake each other: a
 * read takes nothing back that the stream has told.
 */
export interface RunMerger {
  /** Gives the run to show: `shown` itself when the read is the same as the last one. */
  addRead(read: Run, shown: Run | undefined): Run
}

/** What is known of the reads of a run, and by what else it is followed. */
export interface RunTrack {
  /** Epoch milliseconds of the last news: the policy must answer the same until the next ones. */
  readonly now: number
  /** Epoch milliseconds. Starts anew after a pause, so that a returning viewer gets quick polls again. */
  readonly watchedSince: number
  /** Failures in a row. */
  readonly failureCount: number
  /** The error of the last read; react-query forgets it when the next read starts. */
  readonly error: FishbowlError | null
  /** False while only a stream has told of the end: reads bring what streams do not tell. */
  readonly isEndRead: boolean
  /** Reads since the run was first seen to have ended, anew when one knows of the end for the first time. */
  readonly readsSinceEnd: number
  readonly observedFinishedAt: number | undefined
  readonly isStreaming: boolean
  /** Whether the clock plans the reads. If not, react-query's own interval does. */
  readonly isFollowed: boolean
  /** Whether the run was started on this page in such a way that a stream tells of it. */
  readonly isStartedWithStream: boolean
  /** Whether the run was started on this page and will have a recording. */
  readonly isRecorded: boolean
  /** Set once the run has or had a stream. */
  readonly merger: RunMerger | null
}

/** How many reads may not know of an end that a stream has told, before it is taken for the truth. */
const READS_FOR_STREAMED_END = 3

/** Milliseconds, longer than the slowest poll: a longer gap means that nobody was watching. */
const LONGEST_GAP = 2 * 60_000

const newTrack: RunTrack = {
  now: 0,
  watchedSince: 0,
  failureCount: 0,
  error: null,
  isEndRead: true,
  readsSinceEnd: 0,
  observedFinishedAt: undefined,
  isStreaming: false,
  isFollowed: false,
  isStartedWithStream: false,
  isRecorded: false,
  merger: null,
}

/** Keyed by react-query's own query object, so that a track lives exactly as long as its query. */
const tracks = new WeakMap<object, RunTrack>()

export function getTrack(query: object | undefined): RunTrack {
  return (query && tracks.get(query)) ?? newTrack
}

function change(query: object, changes: Partial<RunTrack>) {
  tracks.set(query, { ...getTrack(query), ...changes })
}

/** Notes that there are news now. */
function changeNow(query: object, now: number, changes: Partial<RunTrack>) {
  const { now: before, watchedSince } = getTrack(query)
  change(query, {
    now,
    watchedSince: now - before > LONGEST_GAP ? now : watchedSince,
    ...changes,
  })
}

/**
 * Notes a read that has succeeded.
 *
 * @param news.read what the read brought
 * @param news.run what is shown from now on, which says more than the read where a stream knows more
 * @param news.previous what was shown before
 */
export function noteRead(
  query: object,
  { read, run, previous }: { read: Run; run: Run; previous: Run | undefined },
  now: number,
) {
  const sawItEnd = previous && !isTerminal(previous.status) && isTerminal(run.status)
  changeNow(query, now, {
    failureCount: 0,
    error: null,
    ...(previous && isTerminal(previous.status)
      ? countSinceEnd(getTrack(query), read)
      : { isEndRead: true, readsSinceEnd: 0 }),
    ...(sawItEnd && { observedFinishedAt: now }),
  })
}

function countSinceEnd({ isEndRead, readsSinceEnd }: RunTrack, read: Run): Partial<RunTrack> {
  if (isEndRead) return { readsSinceEnd: readsSinceEnd + 1 }
  const isEnough = isTerminal(read.status) || readsSinceEnd + 1 >= READS_FOR_STREAMED_END
  return isEnough
    ? { isEndRead: true, readsSinceEnd: 0 }
    : { isEndRead: false, readsSinceEnd: readsSinceEnd + 1 }
}

/** Notes a read that has failed. */
export function noteFailure(query: object, error: FishbowlError, now: number) {
  changeNow(query, now, { failureCount: getTrack(query).failureCount + 1, error })
}

/** Notes that an event stream tells of the run from now on. */
export function noteStream(query: object, merger: RunMerger, now: number) {
  changeNow(query, getLater(query, now), { isStreaming: true, merger })
}

/** Notes that no event stream tells of the run any longer. */
export function noteStreamLost(query: object, now: number) {
  changeNow(query, getLater(query, now), { isStreaming: false })
}

/** The clock takes two pieces of news with the same time for one, such as a read in this very millisecond. */
function getLater(query: object, now: number): number {
  return Math.max(now, getTrack(query).now + 1)
}

/** Notes that the stream has told the end of the run, of which a read has more to say. */
export function noteStreamedEnd(query: object, now: number) {
  changeNow(query, now, {
    isStreaming: false,
    isEndRead: false,
    readsSinceEnd: 0,
    observedFinishedAt: now,
  })
}

/** Notes that the stream has told all that a read could say of the run, which has ended. */
export function noteStreamedAll(query: object, now: number) {
  const { isEndRead, readsSinceEnd } = getTrack(query)
  changeNow(query, now, {
    isStreaming: false,
    isEndRead: true,
    readsSinceEnd: isEndRead ? readsSinceEnd : 0,
  })
}

/** Notes whether the clock plans the reads from now on. */
export function noteFollowed(query: object, isFollowed: boolean) {
  change(query, { isFollowed })
}

/** Notes that the run was started in such a way that a stream tells of it. */
export function noteStartWithStream(query: object) {
  change(query, { isStartedWithStream: true })
}

/** Notes that the run will have a recording. */
export function noteRecorded(query: object) {
  change(query, { isRecorded: true })
}

export function isRecorded(query: object | undefined): boolean {
  return getTrack(query).isRecorded
}

/** Milliseconds between the reads of a run whose event stream is healthy. */
export const WATCHDOG_INTERVAL = 30_000

/**
 * Milliseconds from the last news of a run to its next read, or `false`. The same until there are others.
 */
export function getReadDelay(query: RunQuery): number | false {
  const track = getTrack(query)
  // The delay counts from the last update, which may have been an event of the stream; the watchdog
  // counts from the last read.
  const sinceRead = Math.max(0, query.state.dataUpdatedAt - track.now)
  if (isStreamed(query)) return Math.max(1_000, WATCHDOG_INTERVAL - sinceRead)
  return getPollDelay(query.state.data, toPollContext(query))
}

/** Whether an event stream tells of the run, and has more to tell. */
export function isStreamed(query: RunQuery): boolean {
  const run = query.state.data
  return getTrack(query).isStreaming && run !== undefined && !isTerminal(run.status)
}

/** What the polling policy is asked with. */
export function toPollContext(query: RunQuery): PollContext {
  const track = getTrack(query)
  return {
    ...track,
    // Less than none keeps the policy from taking the run for settled.
    settledReads: track.isEndRead ? track.readsSinceEnd : -1,
    awaitsRecording: query.observers.some(
      ({ options }) => options.enabled !== false && options.meta?.['awaitRecording'] === true,
    ),
  }
}

/**
 * Whether a query is still in the cache. When a host clears the cache, for instance at sign-out, a
 * stream must write nothing back into it.
 */
export function isCached(query: RunQuery, queryClient: QueryClient): boolean {
  return queryClient.getQueryCache().get(query.queryHash) === (query as unknown)
}
