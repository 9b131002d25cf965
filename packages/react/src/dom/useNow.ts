'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'

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

/** Tells any number of components, with one timer, that time has passed. */
export interface Ticker {
  subscribe: (listener: () => void) => () => void
  /** Epoch milliseconds of the last tick; the same value until the next one. */
  getNow: () => number
  /** Ticks at this time, too, if anybody is subscribed then. Returns a function that takes it back. */
  wakeAt: (time: number) => () => void
}

// After these, timers may have slept: the clock is read anew at once.
const wakeUps = ['focus', 'online', 'pageshow'] as const
const documentWakeUps = ['visibilitychange', 'resume'] as const

/** Keeps a deadline that has just been missed from spinning. */
const shortestTick = 250

export function createTicker(period: number): Ticker {
  const listeners = new Set<() => void>()
  const deadlines = new Set<{ time: number }>()
  let now = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule() {
    clearTimeout(timer)
    if (listeners.size === 0) return
    // Never one long timer: those that outlast a sleep, or 24 days, fire at the wrong time.
    const waits = [...deadlines].map(({ time }) => time - Date.now()).filter((wait) => wait > 0)
    timer = setTimeout(tick, Math.max(shortestTick, Math.min(period, ...waits)))
  }

  function tick() {
    now = Date.now()
    schedule()
    for (const listener of listeners) listener()
  }

  function start() {
    now = Date.now()
    for (const type of wakeUps) window.addEventListener(type, tick)
    for (const type of documentWakeUps) document.addEventListener(type, tick)
  }

  function stop() {
    for (const type of wakeUps) window.removeEventListener(type, tick)
    for (const type of documentWakeUps) document.removeEventListener(type, tick)
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) start()
      listeners.add(listener)
      if (listeners.size === 1) schedule()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) {
          stop()
          schedule()
        }
      }
    },
    getNow() {
      // Before the first subscriber nothing ticks, yet one render must see one time.
      if (listeners.size === 0) now = Math.floor(Date.now() / period) * period
      return now
    },
    wakeAt(time) {
      const deadline = { time }
      deadlines.add(deadline)
      schedule()
      return () => {
        deadlines.delete(deadline)
        schedule()
      }
    },
  }
}

/** For running clocks. */
export const secondTicker = createTicker(1_000)

/** For "12 min ago" and for expiry. */
export const halfMinuteTicker = createTicker(30_000)

/** Whether what is inside is far out of view, so that its clocks may stand still. */
export const OutOfView = createContext(false)
