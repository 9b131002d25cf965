'use client'

import { useMemo, useState } from 'react'

import { useSlices } from './useSlices.js'
import type { ResultMatch } from './values/resultSearch.js'
import { findMatches, findMatchingRows, MAX_MATCHES } from './values/resultSearch.js'

export interface ResultSearch {
  /** How many places match, so far. */
  count: number
  /** Whether there may be more matches than `count`: the search stops at 10,000. */
  isCapped: boolean
  /** Whether the search still goes on. */
  isSearching: boolean
  /** Which match is the current one, from 0; -1 while there is none. */
  position: number
  /** The current match, for `<ResultTree match>`, which reveals and marks it. */
  match: ResultMatch | null
  /** Goes to the next match; from the last to the first. */
  next: () => void
  /** Goes to the previous match; from the first to the last. */
  previous: () => void
}

/**
 * Searches the keys and values of a result, ignoring case, without ever blocking the page for longer
 * than 8 ms. The first match is the current one at once. A blank query matches nothing.
 *
 * @param result the same value that the tree shows
 * @example
 * const search = useResultSearch(value, query)
 * <ResultTree value={value} match={search.match} />
 */
export function useResultSearch(result: unknown, query: string): ResultSearch {
  const text = query.trim().toLowerCase()
  const search = useMemo(() => (text ? () => findMatches(result, text) : null), [result, text])
  const { found, isDone } = useSlices(search, MAX_MATCHES)
  const [current, setCurrent] = useState({ search, position: 0 })

  const count = found.length
  const position = count === 0 ? -1 : current.search === search ? current.position : 0
  const go = (step: number) => {
    if (count > 0) setCurrent({ search, position: (position + step + count) % count })
  }
  return {
    count,
    isCapped: count >= MAX_MATCHES,
    isSearching: !isDone,
    position,
    match: found[position] ?? null,
    next: () => go(1),
    previous: () => go(-1),
  }
}

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
