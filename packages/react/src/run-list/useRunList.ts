'use client'

import type { ListRunsFilter, Run } from '@fishbowl/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { useClient } from '../context/context.js'
import { mergeRows, newestRunsQueryOptions, runPagesQueryOptions } from '../sync/runListQuery.js'

const none: readonly Run[] = []

/**
 * The rows of a `RunList`: pages that are read once, and the first one again and again for new runs,
 * which wait until they are let in. With the oldest first there are none: new runs come at the end.
 */
export function useRunList(filter: ListRunsFilter) {
  const client = useClient('RunList')
  const queryClient = useQueryClient()
  const pagesOptions = runPagesQueryOptions(client, filter)
  const pages = useInfiniteQuery(pagesOptions)
  const [firstPage] = pages.data?.pages ?? []
  const newest = useQuery({
    ...newestRunsQueryOptions(client, filter, firstPage),
    enabled: firstPage !== undefined && filter.sortDirection !== 'asc',
  })
  const [letIn, setLetIn] = useState(none)

  const newestRuns = newest.data?.runs ?? none
  const rows = useMemo(
    () =>
      mergeRows(
        pages.data?.pages.map(({ runs }) => runs) ?? [],
        letIn,
        newestRuns,
        filter.sortDirection,
      ),
    [pages.data, letIn, newestRuns, filter.sortDirection],
  )
  const waiting = useMemo(() => {
    const known = new Set(rows.map(({ runId }) => runId))
    return newestRuns.filter(({ runId }) => !known.has(runId))
  }, [rows, newestRuns])

  return {
    pages,
    rows,
    total: newest.data?.total ?? firstPage?.total ?? null,
    /** How many runs have come since. */
    waitingCount: waiting.length,
    /** Whether the newest runs could not be read. */
    isLost: newest.isError,
    letIn: () => {
      const isNext = waiting.length < newestRuns.length || rows.length === 0
      setLetIn(isNext ? [...waiting, ...letIn] : none)
      // Runs are missing between these and the rows: the list begins anew.
      if (!isNext && newest.data) {
        queryClient.setQueryData(pagesOptions.queryKey, {
          pages: [newest.data],
          pageParams: [undefined],
        })
      }
    },
  }
}
