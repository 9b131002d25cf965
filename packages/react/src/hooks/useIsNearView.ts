'use client'

import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

import { nearView } from '../nearView.js'

/**
 * Whether an element is in view or about to be. Fit for thousands of them; a fifth of a second late.
 *
 * @param untilKnown What to assume before the browser has looked.
 */
export function useIsNearView(element: RefObject<Element | null>, untilKnown = false): boolean {
  const [isNear, setIsNear] = useState(untilKnown)
  useEffect(() => {
    if (element.current) return nearView.observe(element.current, setIsNear)
    return undefined
  }, [element])
  return isNear
}
