'use client'

import { useEffect, useState } from 'react'

import { runInSlices } from '../slices.js'

/** Milliseconds between two renders of what has been found so far. */
const renderInterval = 100

export interface UseSlicesResult<T> {
  readonly found: readonly T[]
  readonly isDone: boolean
}

/**
 * Runs a long search in slices that never block the page, and gives what it has found so far. A new
 * `search` starts from the beginning; without one there is nothing to find.
 *
 * @param most Stops when so many have been found.
 */
export function useSlices<T>(
  search: (() => Iterable<T | undefined>) | null,
  most = Infinity,
): UseSlicesResult<T> {
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
    if (performance.now() - toldAt >= renderInterval) {
      onProgress([...found])
      toldAt = performance.now()
    }
    yield
  }
  return found
}
