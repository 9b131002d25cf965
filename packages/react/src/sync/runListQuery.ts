import type { FishbowlClient, FishbowlError, ListRunsFilter, Run, RunPage } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { InfiniteData } from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { queryKeys } from './queryKeys.js'

/** Milliseconds after which a list of runs is read again. */
const LIST_INTERVAL = 5_000

/** The react-query options behind `useRuns`. */
export function runsQueryOptions(client: FishbowlClient, filter: ListRunsFilter = {}) {
  return infiniteQueryOptions<
    RunPage,
    FishbowlError,
    InfiniteData<RunPage, string | undefined>,
    ReturnType<typeof queryKeys.list>,
    string | undefined
  >({
    queryKey: queryKeys.list(client, filter),
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // To keep an infinite query fresh is to read all of its pages again, so only a single page is.
    refetchInterval: ({ state }) =>
      canRetry(state.error) && (state.data?.pages.length ?? 1) === 1 ? LIST_INTERVAL : false,
    refetchOnWindowFocus: ({ state }) => canRetry(state.error),
    refetchOnReconnect: ({ state }) => canRetry(state.error),
    retry: false,
    networkMode: 'always',
  })
}

/**
 * The pages of `RunList`, each of which is read once. The rows keep their active runs fresh themselves,
 * and new runs come with `newestRunsQueryOptions`.
 */
export function runPagesQueryOptions(client: FishbowlClient, filter: ListRunsFilter) {
  return infiniteQueryOptions<
    RunPage,
    FishbowlError,
    InfiniteData<RunPage, string | undefined>,
    ReturnType<typeof queryKeys.pages>,
    string | undefined
  >({
    queryKey: queryKeys.pages(client, filter),
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => !state.data && canRetry(state.error) && LIST_INTERVAL,
    refetchOnWindowFocus: false,
    refetchOnReconnect: ({ state }) => !state.data && canRetry(state.error),
    staleTime: Infinity,
    // Pages that were kept from an earlier visit would not have the runs that were started since.
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  })
}

/** The first page of `RunList`, read again and again for the runs that are new. */
export function newestRunsQueryOptions(
  client: FishbowlClient,
  filter: ListRunsFilter,
  firstPage: RunPage | undefined,
) {
  return queryOptions<RunPage, FishbowlError>({
    queryKey: queryKeys.newest(client, filter),
    queryFn: ({ signal }) => client.listRuns(filter, { signal }),
    ...(firstPage && { initialData: firstPage }),
    staleTime: LIST_INTERVAL,
    refetchInterval: ({ state }) => canRetry(state.error) && LIST_INTERVAL,
    refetchOnWindowFocus: ({ state }) => canRetry(state.error),
    refetchOnReconnect: ({ state }) => canRetry(state.error),
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  })
}

function readPage(
  client: FishbowlClient,
  filter: ListRunsFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<RunPage> {
  return client.listRuns({ ...filter, ...(cursor !== undefined && { cursor }) }, { signal })
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
