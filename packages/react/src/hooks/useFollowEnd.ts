'use client'

import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

import { useLatest } from './useLatest.js'

/** In px: so near the end counts as there. */
const NEAR = 24

/**
 * - `all`: everything is in sight
 * - `end`: the newest is in sight, and is kept in sight
 * - `before`: the reader has scrolled away from it, and is left alone
 */
export type ReadingPlace = 'all' | 'end' | 'before'

/**
 * Keeps the end of a growing list in sight for as long as the reader is there.
 *
 * @param viewport The element that scrolls; its first child is what grows.
 * @param scrollToEnd Called when the end has moved.
 * @param startsAtEnd Whether the reader begins at the end.
 */
export function useFollowEnd(
  viewport: RefObject<HTMLElement | null>,
  scrollToEnd: () => void,
  startsAtEnd: boolean,
): ReadingPlace {
  const [place, setPlace] = useState<ReadingPlace>('all')
  const isAtEnd = useRef(startsAtEnd)
  const scrollToLatestEnd = useLatest(scrollToEnd)

  useEffect(() => {
    const { current } = viewport
    if (!current) return
    let height = -1

    function look(element: HTMLElement) {
      // Without a size it is not shown, and nobody reads.
      if (element.clientHeight === 0) return
      height = element.scrollHeight
      const left = height - element.clientHeight
      isAtEnd.current = left - element.scrollTop < NEAR
      setPlace(left < 1 ? 'all' : isAtEnd.current ? 'end' : 'before')
    }

    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) scrollToLatestEnd.current()
      look(current)
    })
    function handleScroll() {
      // What scrolls while it changes its height is not scrolled by its reader.
      if (current && current.scrollHeight === height) look(current)
    }
    observer.observe(current)
    if (current.firstElementChild) observer.observe(current.firstElementChild)
    current.addEventListener('scroll', handleScroll, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', handleScroll)
    }
  }, [viewport, scrollToLatestEnd])

  return place
}
