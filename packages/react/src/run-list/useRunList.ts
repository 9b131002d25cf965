'use client'

import type { ListRunsFilter, Run } from '@fishbowl/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import { useClient } from '../context/context.js'
import { mergeRows, newestRunsQueryOptions, runPagesQueryOptions } from '../sync/runListQuery.js'

const noRuns: readonly Run[] = []

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
  const [letIn, setLetIn] = useState(noRuns)

  const newestRuns = newest.data?.runs ?? noRuns
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
    /** How many new runs wait to be let in. */
    waitingCount: waiting.length,
    /** Whether the newest runs could not be read. */
    isLost: newest.isError,
    /** Lets the new runs in that wait. */
    letIn: () => {
      const isGapless = waiting.length < newestRuns.length || rows.length === 0
      setLetIn(isGapless ? [...waiting, ...letIn] : noRuns)
      // The newest page and the rows have no run in common, so some may be missing between them: the list
      // begins anew.
      if (!isGapless && newest.data) {
        queryClient.setQueryData(pagesOptions.queryKey, {
          pages: [newest.data],
          pageParams: [undefined],
        })
      }
    },
  }
}
