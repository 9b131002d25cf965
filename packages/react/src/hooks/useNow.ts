'use client'

import { useContext, useSyncExternalStore } from 'react'

import { OutOfView } from '../OutOfView.js'
import { halfMinuteTicker, secondTicker } from '../ticker.js'

const onServer = () => null
const subscribeToNothing = () => () => {}

/**
 * The current time in epoch milliseconds, kept up to date in view; with `never`, that of the last render.
 * `null` on a server and while hydrating: a server's clock must not reach the markup.
 */
export function useNow(every: 'second' | 'half-minute' | 'never'): number | null {
  const ticker = every === 'second' ? secondTicker : halfMinuteTicker
  // Hundreds of clocks would else tick in one task.
  const isStill = useContext(OutOfView) || every === 'never'
  const subscribe = isStill ? subscribeToNothing : ticker.subscribe
  return useSyncExternalStore<number | null>(subscribe, ticker.getNow, onServer)
}
