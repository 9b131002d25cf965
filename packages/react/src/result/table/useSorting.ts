'use client'

import { useEffect, useState } from 'react'

import { runInSlices } from '../../dom/slices.js'
import type { JsonObject } from '../values/resultContainer.js'
import type { ResultSorting } from './resultSort.js'
import { sortRows } from './resultSort.js'

export interface UseSortingResult {
  sorting: ResultSorting | null
  /** The order of the rows; `null` for the order in which they came. */
  order: Uint32Array | null
  /** Whether `order` is still that of before, because the rows are being sorted. */
  isSorting: boolean
  /** Sorts by a column upwards, when called again downwards, and then not at all. */
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
    // Without `numeric`, 10 would come before 9.
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return runInSlices(sortRows(rows, sorting, compare), (order) => setSorted({ sorting, order }))
  }, [rows, sorting, locale])

  return {
    sorting,
    // Another result may have come since, and the order would point to rows that it does not have.
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
