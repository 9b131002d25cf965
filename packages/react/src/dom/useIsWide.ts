'use client'

import type { RefObject } from 'react'
import { useState } from 'react'

import { observeSize } from './ownWindow.js'
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
    const sizes = observeSize([target], measure)
    return () => sizes.disconnect()
  }, [element, width])
  return isWide
}
