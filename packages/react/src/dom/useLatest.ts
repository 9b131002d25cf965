'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'

/** A ref to the latest value, for listeners that need not be attached anew when it changes. */
export function useLatest<T>(value: T) {
  const latest = useRef(value)
  useIsomorphicLayoutEffect(() => {
    latest.current = value
  })
  return latest
}

/** A layout effect that is none on a server, where React 18 warns about layout effects. */
export const useIsomorphicLayoutEffect =
  globalThis.document === undefined ? useEffect : useLayoutEffect
