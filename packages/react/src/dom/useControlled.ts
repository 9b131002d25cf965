'use client'

import { useCallback, useState } from 'react'

import { useLatest } from './useLatest.js'

/** A state that the host keeps when it passes a `value`, and the component keeps when it does not. */
export function useControlled<T>(
  value: T | undefined,
  initial: T,
  onChange: ((value: T) => void) | undefined,
): [T, (value: T) => void] {
  const [own, setOwn] = useState(initial)
  const latestOnChange = useLatest(onChange)
  const set = useCallback(
    (next: T) => {
      setOwn(next)
      latestOnChange.current?.(next)
    },
    [latestOnChange],
  )
  return [value === undefined ? own : value, set]
}
