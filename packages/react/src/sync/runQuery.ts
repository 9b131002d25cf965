import type { FishbowlClient, Run } from '@fishbowl/core'
import { FishbowlError } from '@fishbowl/core'
import type { QueryClient, UnusedSkipTokenOptions } from '@tanstack/react-query'
import { hashKey, queryOptions } from '@tanstack/react-query'

import { waitToBeDrawn } from './drawingPace.js'
import { queryDefaults } from './hostDefaults.js'
import { withOwnErrors } from './ownErrors.js'
import type { PollPriority } from './pollClock.js'
import { getPollPriority } from './pollClock.js'
import type { RunKey } from './runKeys.js'
import { runKeys } from './runKeys.js'
import type { RunQuery } from './runTrack.js'
import {
  getReadDelay,
  getTrack,
  isStreamed,
  noteFailure,
  noteRead,
  WATCHDOG_INTERVAL,
} from './runTrack.js'

/** Knows the type of what is cached under it. Written so that it fits every version of react-query 5. */
type TaggedRunKey = ReturnType<typeof queryOptions<Run, FishbowlError, Run, RunKey>>['queryKey']

/** How a run is kept up to date. */
export interface RunQueryOptions {
  /** Goes on reading for about half a minute after the end until the recording is there. @default false */
  awaitRecording?: boolean | undefined
  /**
   * Which runs of the page are read first when more than 100 are due. With `high`, a component that
   * begins to show a run reads it at once if the last read is more than a second old; with the others
   * the run is read when it is due.
   *
   * @default 'high'
   */
  priority?: PollPriority | undefined
  /**
   * Goes on while the tab is hidden, for instance to tell of the end with a sound: with `transport="push"`
   * on the event stream, else with one read a minute, where a hook or component of Fishbowl shows the run.
   *
   * @default false
   */
  whileHidden?: boolean | undefined
}

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
        const run = getTrack(query).merger?.addRead(read, previous) ?? read
        noteRead(query, { read, run, previous }, Date.now())
        return run
      } catch (error) {
        if (query && !signal.aborted && FishbowlError.isInstance(error)) {
          noteFailure(query, error, Date.now())
        }
        throw error
      }
    },
    // The clock reads all runs of the page together, whereas react-query's timers for each query would
    // drift apart. They stand in for it where none of our hooks is in use.
    refetchInterval: (query) => !getTrack(query).isFollowed && getReadDelay(query),
    refetchOnWindowFocus: mayReadAgain,
    refetchOnReconnect: mayReadAgain,
    // Components that appear together, or soon after each other, share one read.
    staleTime: (query) => {
      const hasEnded = getReadDelay(query) === false
      if (hasEnded || priority !== 'high') return hasEnded && mayReadAgain(query) ? 0 : Infinity
      return isStreamed(query) ? WATCHDOG_INTERVAL : 1_000
    },
    // The poll clock and the push stream look here for what each observer wants.
    meta: { priority, whileHidden, awaitRecording },
  })
}

/** Whether a read may bring something when the tab is looked at again, such as after signing in elsewhere. */
function mayReadAgain(query: RunQuery): boolean {
  const { error } = getTrack(query)
  return (
    getReadDelay(query) !== false || error?.code === 'unauthorized' || error?.retryable === true
  )
}

/** Gives a run's query, and makes one where there is none yet. */
export function buildRunQuery(
  queryClient: QueryClient,
  client: FishbowlClient,
  runId: string,
): RunQuery {
  const options = queryClient.defaultQueryOptions(runQueryOptions(client, runId))
  return queryClient.getQueryCache().build(queryClient, options)
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
