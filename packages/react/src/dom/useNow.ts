'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'

/**
 * The current time in epoch milliseconds. It is kept up to date while the component is in view; with
 * `never`, it is the time of the last render. `null` on a server and while hydrating, as a server's clock
 * must not reach the markup.
 */
export function useNow(every: 'second' | 'half-minute' | 'never'): number | null {
  const ticker = every === 'second' ? secondTicker : halfMinuteTicker
  // Clocks out of view stand still: hundreds of them would all tick in one task.
  const isStill = useContext(OutOfView) || every === 'never'
  const subscribe = isStill ? subscribeToNothing : ticker.subscribe
  return useSyncExternalStore<number | null>(subscribe, ticker.getNow, () => null)
}

/** Whether what is inside is far out of view. */
export const OutOfView = createContext(false)

const subscribeToNothing = () => () => {}

/** Tells any number of components, with one timer, that time has passed. */
interface Ticker {
  subscribe: (listener: () => void) => () => void
  /** Epoch milliseconds of the last tick; the same value until the next one. */
  getNow: () => number
  /** Ticks at this time, too, if anybody is subscribed then. Returns a function that undoes this. */
  wakeAt: (time: number) => () => void
}

/* oxlint-disable no-restricted-globals -- One timer serves all documents, and is of this window. */

// Timers may have slept until these events, so the clock is read anew at once.
const windowWakeUps = ['focus', 'online', 'pageshow'] as const
const documentWakeUps = ['visibilitychange', 'resume'] as const

/** Milliseconds. A timer that fires a little before its deadline would else be set again and again. */
const SHORTEST_TICK = 250

function createTicker(period: number): Ticker {
  const listeners = new Set<() => void>()
  const deadlines = new Set<{ time: number }>()
  let now = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule() {
    clearTimeout(timer)
    if (listeners.size === 0) return
    // A timer fires at the wrong time when the machine sleeps, or when it is set for more than 24 days.
    // So no timer is longer than the period.
    const waits = [...deadlines].map(({ time }) => time - Date.now()).filter((wait) => wait > 0)
    timer = setTimeout(tick, Math.max(SHORTEST_TICK, Math.min(period, ...waits)))
  }

  function tick() {
    now = Date.now()
    schedule()
    for (const listener of listeners) listener()
  }

  function start() {
    now = Date.now()
    for (const type of windowWakeUps) window.addEventListener(type, tick)
    for (const type of documentWakeUps) document.addEventListener(type, tick)
  }

  function stop() {
    for (const type of windowWakeUps) window.removeEventListener(type, tick)
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
      // Nothing ticks before the first subscriber, yet within one render the time must not change.
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
const secondTicker = createTicker(1_000)

/** For "12 min ago" and for expiry. */
export const halfMinuteTicker = createTicker(30_000)
