'use client'

import { useEffect, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsomorphicLayoutEffect } from '../dom/useLatest.js'

/** A live view that would like to show its frame. */
interface Claim {
  isInView: boolean
  limit: number
  /** Told when it has its turn, and when it loses it. */
  onTurn: (hasTurn: boolean) => void
  /** When its viewer asked for it, in milliseconds; 0 if never. */
  askedAt: number
  hasTurn: boolean
}

// One for the page, not one for each provider: it is the page that gets slow.
// A map keeps the order of the claims: the longest watched keep their frames.
const claims = new Map<symbol, Claim>()

/** Shares a small number of live frames among all live views of the page. */
export const frameBudget = {
  /** Enters a claim or renews it. */
  claim(id: symbol, claim: Pick<Claim, 'isInView' | 'limit' | 'onTurn'>): void {
    claims.set(id, { askedAt: 0, hasTurn: false, ...claims.get(id), ...claim })
    decide()
  },

  /** Puts a claim before all others. */
  ask(id: symbol): void {
    const claim = claims.get(id)
    if (claim) claim.askedAt = performance.now()
    decide()
  },

  release(id: symbol): void {
    claims.get(id)?.onTurn(false)
    claims.delete(id)
    decide()
  },
}

function decide() {
  const ranked = [...claims.values()].sort(
    (a, b) =>
      Number(b.isInView) - Number(a.isInView) ||
      b.askedAt - a.askedAt ||
      // Those out of view have nothing to win from each other.
      Number(b.hasTurn) - Number(a.hasTurn),
  )
  for (const [rank, claim] of ranked.entries()) {
    const hasTurn = rank < claim.limit
    if (hasTurn === claim.hasTurn) continue
    claim.hasTurn = hasTurn
    claim.onTurn(hasTurn)
  }
}

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
