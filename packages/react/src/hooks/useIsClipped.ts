'use client'

import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Tells whether an element has more lines than it shows, also after its size has changed. */
export function useIsClipped(element: RefObject<HTMLElement | null>): boolean {
  const [isClipped, setIsClipped] = useState(false)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const measure = () => setIsClipped(current.scrollHeight > current.clientHeight + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return isClipped
}
