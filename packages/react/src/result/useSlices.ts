'use client'

import { useEffect, useState } from 'react'

import { runInSlices } from '../dom/slices.js'

/** Milliseconds between two renders while a search goes on. */
const RENDER_INTERVAL = 100

interface FoundSoFar<T> {
  readonly found: readonly T[]
  readonly isDone: boolean
}

/**
 * Runs a long search in slices, so that it never blocks the page, and gives what it has found so far. A new
 * `search` starts from the beginning; `null` finds nothing.
 *
 * @param most How many finds end the search.
 */
export function useSlices<T>(
  search: (() => Iterable<T | undefined>) | null,
  most = Infinity,
): FoundSoFar<T> {
  const [state, setState] = useState<{ search: unknown; found: readonly T[]; isDone: boolean }>({
    search: null,
    found: [],
    isDone: true,
  })

  useEffect(() => {
    if (!search) return
    const work = collect(search(), most, (found) => setState({ search, found, isDone: false }))
    return runInSlices(work, (found) => setState({ search, found, isDone: true }))
  }, [search, most])

  const { found, isDone } = state
  return state.search === search ? { found, isDone } : { found: [], isDone: !search }
}

function* collect<T>(
  search: Iterable<T | undefined>,
  most: number,
  onProgress: (found: readonly T[]) => void,
): Generator<void, readonly T[], undefined> {
  const found: T[] = []
  let toldAt = performance.now()
  for (const item of search) {
    if (item !== undefined) found.push(item)
    if (found.length >= most) break
    if (performance.now() - toldAt >= RENDER_INTERVAL) {
      onProgress([...found])
      toldAt = performance.now()
    }
    yield
  }
  return found
}
