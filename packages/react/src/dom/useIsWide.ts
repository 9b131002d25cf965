'use client'

import type { RefObject } from 'react'
import { useState } from 'react'

import { useIsomorphicLayoutEffect } from './useLatest.js'

/** Whether an element is at least `width` px wide; `undefined` before there is a layout. */
export function useIsWide(
  element: RefObject<HTMLElement | null>,
  width: number,
): boolean | undefined {
  const [isWide, setIsWide] = useState<boolean>()
  useIsomorphicLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => setIsWide(target.clientWidth >= width)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, width])
  return isWide
}
