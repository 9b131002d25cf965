'use client'

import { useRef } from 'react'

import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.js'

/** The newest value for listeners, which need not be attached anew for it. */
export function useLatest<T>(value: T) {
  const latest = useRef(value)
  useIsomorphicLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
