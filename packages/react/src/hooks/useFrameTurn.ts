'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { frameBudget } from '../frameBudget.js'

const onServer = () => false

/** Whether a live view that wants to show its frame may, given all the others on the page. */
export function useFrameTurn(wantsFrame: boolean, isInView: boolean) {
  const { liveFrameBudget: limit } = useFishbowl()
  // Not useId: its ids repeat when a page has several React roots.
  const [id] = useState(() => Symbol('live view'))
  const hasTurn = useSyncExternalStore(
    frameBudget.subscribe,
    () => frameBudget.hasTurn(id),
    onServer,
  )

  useEffect(() => {
    if (wantsFrame) frameBudget.claim(id, { isInView, limit })
  }, [wantsFrame, isInView, limit, id])

  useEffect(() => {
    if (!wantsFrame) return
    return () => frameBudget.release(id)
  }, [wantsFrame, id])

  return { hasTurn, ask: () => frameBudget.ask(id) }
}
