'use client'

import { useEffect, useState } from 'react'

/** Milliseconds of work in one slice: half of what a screen of 60 Hz has for a frame. */
const SLICE_LENGTH = 8

/**
 * Does a long work in slices, between which the page can do its own, and hands on what the work returns.
 * A short work is done at once. The work yields wherever it may be interrupted.
 *
 * @returns a function that ends the work before its time
 */
export function runInSlices<T>(
  work: Iterator<unknown, T>,
  onDone: (result: T) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function run() {
    const end = performance.now() + SLICE_LENGTH
    do {
      const step = work.next()
      if (step.done) return onDone(step.value)
    } while (performance.now() < end)
    timer = setTimeout(run, 0)
  }
  run()
  return () => clearTimeout(timer)
}

/** Does the same work without a pause. */
export function runAtOnce<T>(work: Iterator<unknown, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

export interface UseSlicesResult<T> {
  readonly found: readonly T[]
  readonly isDone: boolean
}

/**
 * Runs a long search in slices that never block the page, and gives what it has found so far. A new
 * `search` starts from the beginning; with `null` there is nothing to find.
 *
 * @param search Yields what it finds, and `undefined` wherever else it may be interrupted.
 * @param most The search ends when it has found so many.
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

/** Milliseconds between two renders of what has been found so far. */
const RENDER_INTERVAL = 100

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
