'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'

/** The newest value for listeners, which need not be attached anew for it. */
export function useLatest<T>(value: T) {
  const latest = useRef(value)
  useIsomorphicLayoutEffect(() => {
    latest.current = value
  })
  return latest
}

/** React 18 warns about layout effects on a server, where none of them run. */
export const useIsomorphicLayoutEffect =
  typeof document === 'undefined' ? useEffect : useLayoutEffect
