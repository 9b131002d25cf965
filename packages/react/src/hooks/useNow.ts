'use client'

import { useSyncExternalStore } from 'react'

import { halfMinuteTicker, secondTicker } from '../ticker.js'

const onServer = () => null

/**
 * The current time in epoch milliseconds, kept up to date.
 * `null` on a server and while hydrating: a server's clock must not reach the markup.
 */
export function useNow(every: 'second' | 'half-minute'): number | null {
  const ticker = every === 'second' ? secondTicker : halfMinuteTicker
  return useSyncExternalStore<number | null>(ticker.subscribe, ticker.getNow, onServer)
}
