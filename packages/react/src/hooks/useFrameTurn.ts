'use client'

import { useEffect, useState } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { frameBudget } from '../frameBudget.js'
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.js'

/** Milliseconds in view before another one's frame is taken away: nothing is loaded for what flies past. */
const patience = 500

/** Whether a live view that wants to show its frame may, given all the others on the page. */
export function useFrameTurn(wantsFrame: boolean, isInView: boolean) {
  const { liveFrameBudget: limit } = useFishbowl()
  // Not useId: its ids repeat when a page has several React roots.
  const [id] = useState(() => Symbol('live view'))
  const [hasTurn, setHasTurn] = useState(false)

  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!isInView) return
    const timer = setTimeout(setIsSeen, patience, true)
    return () => {
      clearTimeout(timer)
      setIsSeen(false)
    }
  }, [isInView])

  // Layout effects, so that what has its turn at once is never painted as if it waited.
  useIsomorphicLayoutEffect(() => {
    if (wantsFrame) frameBudget.claim(id, { isInView: isSeen, limit, onTurn: setHasTurn })
  }, [wantsFrame, isSeen, limit, id])

  // Also when an Activity is hidden: it keeps its elements, and the frame would go on in one of them.
  useIsomorphicLayoutEffect(() => {
    if (!wantsFrame) return
    return () => frameBudget.release(id)
  }, [wantsFrame, id])

  return { hasTurn, ask: () => frameBudget.ask(id) }
}
