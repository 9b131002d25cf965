import type { FishbowlClient, FishbowlError, ListRunsFilter, Run, RunPage } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type {
  InfiniteData,
  UnusedSkipTokenInfiniteOptions,
  UnusedSkipTokenOptions,
} from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { queryDefaults } from './hostDefaults.js'
import { withOwnErrors } from './ownErrors.js'
import type { RunListKey } from './runKeys.js'
import { runKeys } from './runKeys.js'

/** Milliseconds after which a list of runs is read again. */
const LIST_INTERVAL = 5_000

/** The pages of a list that have been read, with the cursor of each. */
export type RunPages = InfiniteData<RunPage, string | undefined>

/** Knows the type of what is cached under it. Written so that it fits every version of react-query 5. */
type TaggedRunListKey = ReturnType<
  typeof infiniteQueryOptions<RunPage, FishbowlError, RunPages, RunListKey, string | undefined>
>['queryKey']

/**
 * The react-query options behind `useRuns`, for prefetching, server rendering and Suspense.
 *
 * @example
 * await queryClient.prefetchInfiniteQuery(runsQueryOptions(client, { status: 'RUNNING' }))
 */
export function runsQueryOptions(
  client: FishbowlClient,
  filter: ListRunsFilter = {},
): UnusedSkipTokenInfiniteOptions<
  RunPage,
  FishbowlError,
  RunPages,
  RunListKey,
  string | undefined
> & { queryKey: TaggedRunListKey } {
  return infiniteQueryOptions<RunPage, FishbowlError, RunPages, RunListKey, string | undefined>({
    ...queryDefaults,
    // Rows that are as they were are the same objects.
    structuralSharing: true,
    queryKey: runKeys.list(client, filter),
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // To keep an infinite query fresh is to read all of its pages again, so only a single page is.
    refetchInterval: ({ state }) =>
      canRetry(state.error) && (state.data?.pages.length ?? 1) === 1 ? LIST_INTERVAL : false,
    refetchOnWindowFocus: ({ state }) => mayHavePassed(state.error),
    refetchOnReconnect: ({ state }) => mayHavePassed(state.error),
  })
}

/**
 * The pages of `RunList`, each of which is read once. The rows keep their active runs fresh themselves,
 * and new runs come with `newestRunsQueryOptions`.
 */
export function runPagesQueryOptions(
  client: FishbowlClient,
  filter: ListRunsFilter,
): UnusedSkipTokenInfiniteOptions<
  RunPage,
  FishbowlError,
  RunPages,
  readonly unknown[],
  string | undefined
> {
  return infiniteQueryOptions<
    RunPage,
    FishbowlError,
    RunPages,
    readonly unknown[],
    string | undefined
  >({
    ...queryDefaults,
    structuralSharing: true,
    // Not below `lists`: to invalidate the lists would read every page again that was ever loaded.
    queryKey: [...runKeys.all(client), 'pages', filter],
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => !state.data && canRetry(state.error) && LIST_INTERVAL,
    refetchOnWindowFocus: ({ state }) => !state.data && mayHavePassed(state.error),
    refetchOnReconnect: ({ state }) => !state.data && mayHavePassed(state.error),
    staleTime: Infinity,
    // Pages that were kept from an earlier visit would not have the runs that were started since.
    gcTime: 0,
  })
}

/** The first page of `RunList`, read again and again for the runs that are new. */
export function newestRunsQueryOptions(
  client: FishbowlClient,
  filter: ListRunsFilter,
  firstPage: RunPage | undefined,
): UnusedSkipTokenOptions<RunPage, FishbowlError> {
  return queryOptions<RunPage, FishbowlError>({
    ...queryDefaults,
    structuralSharing: true,
    // Another query once there is a first page: older versions of react-query take initial data only for a
    // query that they have not made yet.
    queryKey: [...runKeys.lists(client), 'newest', filter, firstPage !== undefined],
    queryFn: ({ signal }) => readPage(client, filter, undefined, signal),
    ...(firstPage && { initialData: firstPage }),
    staleTime: LIST_INTERVAL,
    refetchInterval: ({ state }) => canRetry(state.error) && LIST_INTERVAL,
    refetchOnWindowFocus: ({ state }) => mayHavePassed(state.error),
    refetchOnReconnect: ({ state }) => mayHavePassed(state.error),
    gcTime: 0,
  })
}

function readPage(
  client: FishbowlClient,
  filter: ListRunsFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<RunPage> {
  const page = { ...filter, ...(cursor !== undefined && { cursor }) }
  return withOwnErrors(() => client.listRuns(page, { signal }), signal)
}

/** Whether a read may succeed when the tab is looked at again, such as after signing in elsewhere. */
function mayHavePassed(error: FishbowlError | null): boolean {
  return canRetry(error) || error?.code === 'unauthorized'
}

function canRetry(error: FishbowlError | null): boolean {
  return error?.retryable ?? true
}

/**
 * The rows of a list: the runs of its pages, and new runs that were let in since. A run that is on the
 * newest page as well is taken from there; the other runs of that page are left out.
 */
export function mergeRows(
  pages: readonly (readonly Run[])[],
  letIn: readonly Run[],
  newest: readonly Run[],
  sortDirection: ListRunsFilter['sortDirection'],
): Run[] {
  const rows = new Map([...letIn, ...pages.flat()].map((run) => [run.runId, run]))
  for (const run of newest) if (rows.has(run.runId)) rows.set(run.runId, run)
  const sign = sortDirection === 'asc' ? 1 : -1
  return [...rows.values()].toSorted((a, b) => sign * (getCreation(a) - getCreation(b)))
}

/** Epoch milliseconds. A run without a time is taken for a new one. */
function getCreation(run: Run): number {
  return parseTimestamp(run.createdAt) ?? Number.MAX_SAFE_INTEGER
}

/** A list and a read of a run arrive in any order, but a run that has ended does not begin again. */
export function getLaterRun(listed: Run, read: Run | undefined): Run {
  if (!read || (isTerminal(listed.status) && !isTerminal(read.status))) return listed
  return read
}
