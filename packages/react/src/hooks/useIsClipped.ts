'use client'

import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Tells whether an element has more lines than it shows, also after its size has changed. */
export function useIsClipped(element: RefObject<HTMLElement | null>): boolean {
  const [isClipped, setIsClipped] = useState(false)
  useEffect(() => {
    const { current } = element
    if (!current) return
    // It calls at once, too, but after a layout that is due anyway: none is forced on what is out of view.
    const observer = new ResizeObserver(() =>
      setIsClipped(current.scrollHeight > current.clientHeight + 1),
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return isClipped
}
