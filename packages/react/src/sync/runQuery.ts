import type { FishbowlClient, ListRunsFilter, Run } from '@fishbowl/core'
import { FishbowlError, getPollDelay, isTerminal } from '@fishbowl/core'
import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { queryOptions, skipToken } from '@tanstack/react-query'

import type { PollPriority } from './pollClock.js'
import { getPollPriority, pollClock, waitForTurn } from './pollClock.js'
import { getPollLog, logFailure, logRead, streamedRuns } from './runTrack.js'

/** Keys start with the client's scope, so that one viewer never sees what another one loaded. */
export const runKeys = {
  all: (client: FishbowlClient) => ['fishbowl', client.scope] as const,
  run: (client: FishbowlClient, runId: string) => [...runKeys.all(client), 'run', runId] as const,
  // Not below the run: a picture does not change when the run is read again.
  stepPicture: (client: FishbowlClient | null, runId: string, stepId: string) =>
    ['fishbowl', client?.scope, 'step-picture', runId, stepId] as const,
  // Not below the lists: to invalidate those must not read all pages again.
  pages: (client: FishbowlClient, filter: ListRunsFilter) =>
    [...runKeys.all(client), 'pages', filter] as const,
  lists: (client: FishbowlClient) => [...runKeys.all(client), 'list'] as const,
  list: (client: FishbowlClient, filter: ListRunsFilter) =>
    [...runKeys.lists(client), filter] as const,
}

type RunKey = ReturnType<typeof runKeys.run>
export type RunQuery = Query<Run, FishbowlError, Run, RunKey>

/** Milliseconds between the reads of a run whose event stream is healthy. */
const watchdogInterval = 30_000

/** Unlike `find` of the cache, it does not look at all the other queries. */
export function findRunQuery(
  queryClient: QueryClient,
  client: FishbowlClient,
  runId: string,
): RunQuery | undefined {
  const { queryHash } = queryClient.defaultQueryOptions({ queryKey: runKeys.run(client, runId) })
  return queryClient.getQueryCache().get<Run, FishbowlError, Run, RunKey>(queryHash)
}

export interface RunQueryOptions {
  /** Goes on reading for about half a minute after the end until the recording is there. @default false */
  awaitRecording?: boolean
  /**
   * Which runs of the page are read first when more than 100 are due. With `high`, a run that was read
   * more than a second ago is read at once by whoever begins to show it; else when it is due.
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
) {
  const getDelay = (query: RunQuery) => getReadDelay(query, awaitRecording)
  return queryOptions<Run, FishbowlError, Run, RunKey>({
    queryKey: runKeys.run(client, runId),
    queryFn: async ({ client: queryClient, signal }) => {
      const query = findRunQuery(queryClient, client, runId)
      try {
        const read = await client.getRun(runId, { signal })
        if (!query) return read
        // With a hundred others, of which none is in view.
        if (getPollPriority(query.observers) === 'low') await waitForTurn()
        const previous = query.state.data
        const run = streamedRuns.get(query)?.addRead(read, previous) ?? read
        const log = logRead(query, { read, run, previous }, Date.now())
        // The end of polling must reach the screen, even when the last read brought nothing new.
        const isLast = getPollDelay(run, { ...log, awaitsRecording: awaitRecording }) === false
        return run === previous && isLast ? { ...run } : run
      } catch (error) {
        if (query && !signal.aborted && FishbowlError.isInstance(error)) {
          logFailure(query, error, Date.now())
        }
        throw error
      }
    },
    // Timers of their own would drift apart; one clock reads all runs of the page together.
    refetchInterval: (query) => {
      wishForRead(query, getDelay(query))
      return false
    },
    refetchOnWindowFocus: (query) => getDelay(query) !== false,
    refetchOnReconnect: (query) => getDelay(query) !== false,
    // Components that appear together, or soon after each other, share one read.
    staleTime: (query) => {
      if (priority !== 'high' || getDelay(query) === false) return Infinity
      return isStreaming(query) ? watchdogInterval : 1_000
    },
    // Of each observer, for what reads or pushes the runs that are shown.
    meta: { priority, whileHidden },
    // Failed reads are repeated by the interval: react-query's own retries would pause in hidden tabs.
    retry: false,
    // A host on loopback can be reached while the browser says that it is offline.
    networkMode: 'always',
    // The client hands out the same object for the same answer, which is cheaper than comparing.
    structuralSharing: false,
  })
}

/**
 * Milliseconds until a run's next read, or `false`.
 * react-query asks on every render, so the answer depends on nothing but the reads so far.
 */
function getReadDelay(query: RunQuery, awaitsRecording: boolean): number | false {
  const log = getPollLog(query)
  // Each event of the stream starts the interval anew, but not the time since the last read.
  const sinceRead = Math.max(0, query.state.dataUpdatedAt - log.now)
  if (isStreaming(query)) return Math.max(1_000, watchdogInterval - sinceRead)
  return getPollDelay(query.state.data, { ...log, awaitsRecording })
}

function isStreaming(query: RunQuery): boolean {
  const run = query.state.data
  return getPollLog(query).isStreaming && run !== undefined && !isTerminal(run.status)
}

/** Asks for the read that is due `delay` milliseconds after the last news of a run. */
function wishForRead(query: RunQuery, delay: number | false) {
  const { now, error } = getPollLog(query)
  const asOf = Math.max(now, query.state.dataUpdatedAt)
  pollClock.wish(query, {
    asOf,
    delay: delay !== false && Math.min(delay, Math.max(0, asOf + delay - Date.now())),
    // A server that asks for a pause means it.
    maySooner: error === null,
  })
}

/** The react-query options behind `useStepPicture`. Without a client there is nobody to ask. */
export function stepPictureQueryOptions(
  client: FishbowlClient | null,
  runId: string,
  stepId: string,
) {
  return queryOptions<Blob, FishbowlError, Blob, ReturnType<typeof runKeys.stepPicture>>({
    queryKey: runKeys.stepPicture(client, runId, stepId),
    queryFn: client
      ? async ({ client: queryClient, signal }) => {
          const id = await readStepId(queryClient, runKeys.run(client, runId), stepId)
          return client.getStepScreenshot(runId, id, { signal })
        }
      : skipToken,
    // A cache that was kept as JSON has an empty object where there was a picture.
    staleTime: ({ state }) => (state.data instanceof Blob ? Infinity : 0),
    retry: false,
    networkMode: 'always',
    structuralSharing: false,
  })
}

/** A step that a stream has told is numbered, and gets the API's own id when the run is read. */
async function readStepId(
  queryClient: QueryClient,
  queryKey: QueryKey,
  stepId: string,
): Promise<string> {
  const query = queryClient.getQueryCache().find<Run>({ queryKey, exact: true })
  if (!query || !getPollLog(query).isStreaming || !/^\d+$/.test(stepId)) return stepId
  await queryClient.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false })
  return query.state.data?.steps[Number(stepId) - 1]?.id ?? stepId
}
