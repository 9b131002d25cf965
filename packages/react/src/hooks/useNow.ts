'use client'

import { useSyncExternalStore } from 'react'

import { halfMinuteTicker, secondTicker } from '../ticker.js'

const onServer = () => null
const subscribeToNothing = () => () => {}

/**
 * The current time in epoch milliseconds, kept up to date; with `never`, that of the last render.
 * `null` on a server and while hydrating: a server's clock must not reach the markup.
 */
export function useNow(every: 'second' | 'half-minute' | 'never'): number | null {
  const ticker = every === 'second' ? secondTicker : halfMinuteTicker
  const subscribe = every === 'never' ? subscribeToNothing : ticker.subscribe
  return useSyncExternalStore<number | null>(subscribe, ticker.getNow, onServer)
}
