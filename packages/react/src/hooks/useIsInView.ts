'use client'

import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

import { createViewWatch } from '../viewWatch.js'

const view = createViewWatch({ margin: '0px', pause: 0 })

/** Whether any part of an element can be seen in the window. */
export function useIsInView(element: RefObject<HTMLElement | null>): boolean {
  const [isInView, setIsInView] = useState(false)
  useEffect(() => {
    if (element.current) return view.observe(element.current, setIsInView)
    return undefined
  }, [element])
  return isInView
}
