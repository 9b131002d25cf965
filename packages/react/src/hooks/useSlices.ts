'use client'

import { useEffect, useState } from 'react'

/** Milliseconds of work before the page may do something else: half a frame. */
const slice = 8
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
  search: (() => Iterator<T | undefined, void>) | null,
  most = Infinity,
): UseSlicesResult<T> {
  const [state, setState] = useState<{ search: unknown; found: readonly T[]; isDone: boolean }>({
    search: null,
    found: [],
    isDone: true,
  })

  useEffect(() => {
    if (!search) return
    const steps = search()
    const found: T[] = []
    let renderedAt = -Infinity
    let timer: ReturnType<typeof setTimeout>

    const run = () => {
      const startedAt = performance.now()
      let isDone = false
      while (!isDone && performance.now() - startedAt < slice) {
        const step = steps.next()
        if (step.value !== undefined) found.push(step.value)
        isDone = step.done === true || found.length >= most
      }
      if (isDone || startedAt - renderedAt >= renderInterval) {
        renderedAt = startedAt
        setState({ search, found: [...found], isDone })
      }
      if (!isDone) timer = setTimeout(run)
    }
    timer = setTimeout(run)
    return () => clearTimeout(timer)
  }, [search, most])

  const { found, isDone } = state
  return state.search === search ? { found, isDone } : { found: [], isDone: !search }
}
