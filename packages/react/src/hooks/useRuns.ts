'use client'

import type { FishbowlError, ListRunsFilter } from '@fishbowl/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useInfiniteQuery } from '@tanstack/react-query'

import { useClient } from '../context/context.js'
import type { RunPages } from '../sync/runListQuery.js'
import { runsQueryOptions } from '../sync/runListQuery.js'

/** react-query's infinite query: its pages hold `runs`, `total` and `nextCursor`. */
export type UseRunsResult = UseInfiniteQueryResult<RunPages, FishbowlError>

/**
 * Lists runs, newest first, a page at a time. The first page is kept fresh as long as it is the only one.
 *
 * @returns react-query's infinite query; its pages hold `runs`, `total` and `nextCursor`.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 * @example
 * const { data, fetchNextPage, hasNextPage } = useRuns({ status: 'RUNNING' })
 */
export function useRuns(filter: ListRunsFilter = {}): UseRunsResult {
  const client = useClient('useRuns')
  return useInfiniteQuery(runsQueryOptions(client, filter))
}
