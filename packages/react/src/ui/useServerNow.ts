'use client'

import { useCallback, useSyncExternalStore } from 'react'

import { useFishbowl } from '../context/context.js'
import { useNow } from '../dom/useNow.js'

/**
 * The present by the server's clock, to which all times of runs belong: a viewer's clock may be minutes
 * wrong, and "10 min ago" would stand beside a duration of 20 s. `null` where there is no clock yet.
 */
export function useServerNow(every: Parameters<typeof useNow>[0]): number | null {
  const { client } = useFishbowl()
  const now = useNow(every)
  const subscribe = useCallback(
    (listener: () => void) => client?.subscribeToClock?.(listener) ?? (() => {}),
    [client],
  )
  const getOffset = () => client?.getClockOffset() ?? 0
  // In whole seconds, as a difference of milliseconds is no reason to render anything.
  const getSeconds = () => Math.round(getOffset() / 1_000)
  useSyncExternalStore(subscribe, getSeconds, getSeconds)
  return now === null ? null : now + getOffset()
}
