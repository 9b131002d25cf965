'use client'

import { useState } from 'react'

/** Shows a long list a page at a time, so that its length never blocks the page. */
export function useMore<T>(items: readonly T[], pageSize: number) {
  const [count, setCount] = useState(pageSize)
  return {
    visible: items.slice(0, count),
    /** How many the next click brings; 0 when all are shown. */
    left: Math.min(pageSize, Math.max(0, items.length - count)),
    showMore: () => setCount(count + pageSize),
  }
}
