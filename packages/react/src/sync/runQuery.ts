import type { FishbowlClient, Run } from '@fishbowl/core'
import { FishbowlError, getPollDelay, isTerminal } from '@fishbowl/core'
import type { Query, QueryClient, UnusedSkipTokenOptions } from '@tanstack/react-query'
import { hashKey, queryOptions } from '@tanstack/react-query'

import { waitToBeDrawn } from './drawingPace.js'
import { queryDefaults } from './hostDefaults.js'
import { withOwnErrors } from './ownErrors.js'
import type { PollPriority } from './pollClock.js'
import { getPollPriority, pollClock } from './pollClock.js'
import type { RunKey } from './runKeys.js'
import { runKeys } from './runKeys.js'
import { getPollLog, logFailure, logRead, runMergers } from './runTrack.js'

export type RunQuery = Query<Run, FishbowlError, Run, RunKey>

/** Knows the type of what is cached under it. Written so that it fits every version of react-query 5. */
type TaggedRunKey = ReturnType<typeof queryOptions<Run, FishbowlError, Run, RunKey>>['queryKey']

/** How a run is kept up to date. */
export interface RunQueryOptions {
  /** Goes on reading for about half a minute after the end until the recording is there. @default false */
  awaitRecording?: boolean
  /**
   * Which runs of the page are read first when more than 100 are due. With `high`, a component that
   * begins to show a run reads it at once if the last read is more than a second old; with the others
   * the run is read when it is due.
   *
   * @default 'high'
   */
  priority?: PollPriority
  /**
   * Keeps the run on the event stream while the tab is hidden, for instance to tell of its end with a
   * sound. Only with `transport="push"`; polls pause in a hidden tab. @default false
   */
  whileHidden?: boolean
}

/** Milliseconds between the reads of a run whose event stream is healthy. */
const WATCHDOG_INTERVAL = 30_000

/**
 * The react-query options behind `useRun`, for prefetching, server rendering and Suspense.
 *
 * The query polls until the run has settled, and slower the longer it takes; all runs of the page share
 * one clock and its requests. It stops on errors that a repetition cannot mend, and pauses in a hidden tab.
 *
 * @example
 * await queryClient.prefetchQuery(runQueryOptions(client, runId))
 */
export function runQueryOptions(
  client: FishbowlClient,
  runId: string,
  { awaitRecording = false, priority = 'high', whileHidden = false }: RunQueryOptions = {},
): UnusedSkipTokenOptions<Run, FishbowlError, Run, RunKey> & { queryKey: TaggedRunKey } {
  const getDelay = (query: RunQuery) => getReadDelay(query, awaitRecording)
  return queryOptions<Run, FishbowlError, Run, RunKey>({
    ...queryDefaults,
    queryKey: runKeys.run(client, runId),
    queryFn: async ({ client: queryClient, signal }) => {
      const query = findRunQuery(queryClient, client, runId)
      try {
        const read = await withOwnErrors(() => client.getRun(runId, { signal }), signal)
        if (!query) return read
        // One answer may hold a hundred runs, and to draw them all at once would hold up the page.
        if (getPollPriority(query.observers) === 'low') await waitToBeDrawn()
        const previous = query.state.data
        const run = runMergers.get(query)?.addRead(read, previous) ?? read
        const log = logRead(query, { read, run, previous }, Date.now())
        // Only another object renders. Without it the page would go on saying `polling` when the last
        // read brought nothing new.
        const isLast = getPollDelay(run, { ...log, awaitsRecording: awaitRecording }) === false
        return run === previous && isLast ? { ...run } : run
      } catch (error) {
        if (query && !signal.aborted && FishbowlError.isInstance(error)) {
          logFailure(query, error, Date.now())
        }
        throw error
      }
    },
    // react-query calls this whenever the query has news. It gets no interval: timers for each query
    // would drift apart, whereas the clock reads all runs of the page together.
    refetchInterval: (query) => {
      wishForRead(query, getDelay(query))
      return false
    },
    refetchOnWindowFocus: (query) => getDelay(query) !== false,
    refetchOnReconnect: (query) => getDelay(query) !== false,
    // Components that appear together, or soon after each other, share one read.
    staleTime: (query) => {
      if (priority !== 'high' || getDelay(query) === false) return Infinity
      return isStreaming(query) ? WATCHDOG_INTERVAL : 1_000
    },
    // The poll clock and the push stream look here for what each observer wants.
    meta: { priority, whileHidden },
  })
}

/**
 * Milliseconds until a run's next read, or `false`.
 * react-query asks on every render, so the answer depends on nothing but the reads so far.
 */
function getReadDelay(query: RunQuery, awaitsRecording: boolean): number | false {
  const log = getPollLog(query)
  // The clock counts the delay from the last update, which may have been an event of the stream; the
  // watchdog counts from the last read.
  const sinceRead = Math.max(0, query.state.dataUpdatedAt - log.now)
  if (isStreaming(query)) return Math.max(1_000, WATCHDOG_INTERVAL - sinceRead)
  return getPollDelay(query.state.data, { ...log, awaitsRecording })
}

function isStreaming(query: RunQuery): boolean {
  const run = query.state.data
  return getPollLog(query).isStreaming && run !== undefined && !isTerminal(run.status)
}

/** Asks the clock for the read that is due `delay` milliseconds after the last news of a run. */
function wishForRead(query: RunQuery, delay: number | false) {
  const { now, error } = getPollLog(query)
  const asOf = Math.max(now, query.state.dataUpdatedAt)
  pollClock.wish(query, {
    asOf,
    delay: delay !== false && Math.min(delay, Math.max(0, asOf + delay - Date.now())),
    // After an error the delay may be what the server asked for, and it must get its pause.
    maySooner: error === null,
  })
}

/** Finds a run's query by its hash; `find` of the cache would go through all the other queries. */
export function findRunQuery(
  queryClient: QueryClient,
  client: FishbowlClient,
  runId: string,
): RunQuery | undefined {
  const queryHash = hashKey(runKeys.run(client, runId))
  return queryClient.getQueryCache().get<Run, FishbowlError, Run, RunKey>(queryHash)
}

/**
 * Whether a query is still in the cache. When a host clears the cache, for instance at sign-out, a
 * stream must write nothing back into it.
 */
export function isCached(query: RunQuery, queryClient: QueryClient): boolean {
  return queryClient.getQueryCache().get(query.queryHash) === (query as unknown)
}
