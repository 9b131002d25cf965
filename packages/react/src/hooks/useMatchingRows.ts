'use client'

import { useMemo } from 'react'

import { findMatchingRows } from '../resultSearch.js'
import { useSlices } from './useSlices.js'

export interface UseMatchingRowsResult {
  /** The places of the rows that match so far, in order; `null` when nothing is searched for. */
  rows: readonly number[] | null
  /** Whether the search still goes on. */
  isSearching: boolean
}

/**
 * Finds the rows of a table in whose values, nested ones too, a text is, ignoring case and without
 * ever blocking the page for longer than 8 ms. A blank query searches for nothing.
 */
export function useMatchingRows(rows: readonly unknown[], query: string): UseMatchingRowsResult {
  const text = query.trim().toLowerCase()
  const search = useMemo(() => (text ? () => findMatchingRows(rows, text) : null), [rows, text])
  const { found, isDone } = useSlices(search)
  return { rows: search && found, isSearching: !isDone }
}
