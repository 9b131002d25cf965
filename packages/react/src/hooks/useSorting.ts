'use client'

import { useEffect, useState } from 'react'

import { sortRows } from '../resultSort.js'
import type { ResultSorting } from '../resultSort.js'
import type { JsonObject } from '../resultShape.js'
import { runInSlices } from '../slices.js'

export interface UseSortingResult {
  sorting: ResultSorting | null
  /** The order of the rows; `null` for the order in which they came. */
  order: Uint32Array | null
  /** Whether the order is still that of before. */
  isSorting: boolean
  /** By a column upwards, then downwards, then not at all. */
  sortBy: (key: string) => void
}

/** Sorts the rows of a table without ever blocking the page for longer than some milliseconds. */
export function useSorting(
  rows: readonly JsonObject[],
  locale: string | undefined,
): UseSortingResult {
  const [sorting, setSorting] = useState<ResultSorting | null>(null)
  const [sorted, setSorted] = useState<{ sorting: ResultSorting; order: Uint32Array } | null>(null)
  useEffect(() => {
    if (!sorting) return
    // Without `numeric` 10 comes before 9.
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return runInSlices(sortRows(rows, sorting, compare), (order) => setSorted({ sorting, order }))
  }, [rows, sorting, locale])

  return {
    sorting,
    // Rows that came since then may be fewer.
    order: sorted?.order.length === rows.length ? sorted.order : null,
    isSorting: sorting !== null && sorted?.sorting !== sorting,
    sortBy(key) {
      const next = getNext(sorting, key)
      setSorting(next)
      if (!next) setSorted(null)
    },
  }
}

function getNext(sorting: ResultSorting | null, key: string): ResultSorting | null {
  if (sorting?.key !== key) return { key, direction: 'ascending' }
  return sorting.direction === 'ascending' ? { key, direction: 'descending' } : null
}
