'use client'

import { useEffect, useRef, useState } from 'react'

/** Follows a value, but changes at most once in `interval` milliseconds; then to the newest. */
export function useThrottled<T>(value: T, interval: number): T {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(-Infinity)
  useEffect(() => {
    if (value === shown) return
    const wait = Math.max(0, changedAt.current + interval - Date.now())
    const timer = setTimeout(() => {
      changedAt.current = Date.now()
      setShown(value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value, shown, interval])
  return shown
}
