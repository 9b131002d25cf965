import type { FishbowlClient, FishbowlError, ListRunsFilter, Run, RunPage } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { InfiniteData } from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { runKeys } from './runQuery.js'

/** How often a list of runs is read again, in milliseconds. */
const listInterval = 5_000

/** The react-query options behind `useRuns`. */
export function runsQueryOptions(client: FishbowlClient, filter: ListRunsFilter = {}) {
  return infiniteQueryOptions<
    RunPage,
    FishbowlError,
    InfiniteData<RunPage, string | undefined>,
    ReturnType<typeof runKeys.list>,
    string | undefined
  >({
    queryKey: runKeys.list(client, filter),
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // An infinite query reads all of its pages again, so only a single page is kept fresh.
    refetchInterval: ({ state }) =>
      canRetry(state.error) && (state.data?.pages.length ?? 1) === 1 ? listInterval : false,
    refetchOnWindowFocus: ({ state }) => canRetry(state.error),
    refetchOnReconnect: ({ state }) => canRetry(state.error),
    retry: false,
    networkMode: 'always',
  })
}

/**
 * The pages of `RunList`, each of which is read once: their active runs are kept fresh one by one, and
 * new ones come with `newestRunsQueryOptions`.
 */
export function runPagesQueryOptions(client: FishbowlClient, filter: ListRunsFilter) {
  return infiniteQueryOptions<
    RunPage,
    FishbowlError,
    InfiniteData<RunPage, string | undefined>,
    ReturnType<typeof runKeys.pages>,
    string | undefined
  >({
    queryKey: runKeys.pages(client, filter),
    queryFn: ({ pageParam, signal }) => readPage(client, filter, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => !state.data && canRetry(state.error) && listInterval,
    refetchOnWindowFocus: false,
    refetchOnReconnect: ({ state }) => !state.data && canRetry(state.error),
    staleTime: Infinity,
    // Pages of another visit would leave out what has happened since.
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  })
}

/** The first page of a list, read again and again. */
export function newestRunsQueryOptions(
  client: FishbowlClient,
  filter: ListRunsFilter,
  firstPage: RunPage | undefined,
) {
  return queryOptions<RunPage, FishbowlError>({
    queryKey: [...runKeys.lists(client), 'newest', filter],
    queryFn: ({ signal }) => client.listRuns(filter, { signal }),
    ...(firstPage && { initialData: firstPage }),
    staleTime: listInterval,
    refetchInterval: ({ state }) => canRetry(state.error) && listInterval,
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
 * The rows of a list: the runs of its pages, and those that were let in since. Where the newest page
 * has them, too, they are taken from there.
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

/** Runs without a time are taken for new ones. */
function getCreation(run: Run): number {
  return parseTimestamp(run.createdAt) ?? Number.MAX_SAFE_INTEGER
}

/** A list and a read of a run may arrive in either order; a run that has ended does not begin again. */
export function getLaterRun(listed: Run, read: Run | undefined): Run {
  if (!read || (isTerminal(listed.status) && !isTerminal(read.status))) return listed
  return read
}
