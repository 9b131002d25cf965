'use client'

import { useEffect, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsomorphicLayoutEffect } from '../dom/useLatest.js'

/** A live view that would like to show its frame. */
interface Claim {
  isInView: boolean
  limit: number
  /** Called when it is known whether the live view has its turn, and `undefined` when it no longer is. */
  onTurn: (hasTurn: boolean | undefined) => void
  /** When the viewer last asked for the frame, by `performance.now()`; 0 if never. */
  askedAt: number
  hasTurn: boolean | undefined
}

// One map for the page, not one for each provider, as it is the page that gets slow. A map keeps the
// order of its entries, so that of equal claims the oldest go first.
const claims = new Map<symbol, Claim>()

/** Shares a small number of live frames among all live views of the page. */
export const frameBudget = {
  /** Enters a claim or renews it. */
  claim(id: symbol, claim: Pick<Claim, 'isInView' | 'limit' | 'onTurn'>): void {
    claims.set(id, { askedAt: 0, hasTurn: undefined, ...claims.get(id), ...claim })
    decide()
  },

  /** Puts a claim before all others that are equally in view. */
  ask(id: symbol): void {
    const claim = claims.get(id)
    if (claim) claim.askedAt = performance.now()
    decide()
  },

  /** Takes a claim back; the next one gets its turn. */
  release(id: symbol): void {
    claims.get(id)?.onTurn(undefined)
    claims.delete(id)
    decide()
  },
}

function decide() {
  const ranked = [...claims.values()].sort(
    (a, b) =>
      Number(b.isInView) - Number(a.isInView) ||
      b.askedAt - a.askedAt ||
      // Of claims out of view none gains from a frame, so whoever has one keeps it.
      Number(b.hasTurn ?? false) - Number(a.hasTurn ?? false),
  )
  for (const [rank, claim] of ranked.entries()) {
    const hasTurn = rank < claim.limit
    if (hasTurn === claim.hasTurn) continue
    claim.hasTurn = hasTurn
    claim.onTurn(hasTurn)
  }
}

/** Milliseconds in view after which a live view counts as seen: what flies past takes no frame away. */
const SEEN_AFTER = 500

/** Whether it is this live view's turn to show its frame, among all the others on the page. */
export function useFrameTurn(wantsFrame: boolean, isInView: boolean) {
  const { liveFrameBudget: limit } = useFishbowl()
  // The ids of `useId` repeat when a page has several React roots.
  const [id] = useState(() => Symbol('live view'))
  const [hasTurn, setHasTurn] = useState<boolean>()

  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!isInView) return
    const timer = setTimeout(setIsSeen, SEEN_AFTER, true)
    return () => {
      clearTimeout(timer)
      setIsSeen(false)
    }
  }, [isInView])

  // Not before the live view is painted: to make a frame takes longer than all else in it.
  useEffect(() => {
    if (wantsFrame) frameBudget.claim(id, { isInView: isSeen, limit, onTurn: setHasTurn })
  }, [wantsFrame, isSeen, limit, id])

  // A hidden Activity keeps its elements and runs only the cleanup, without which its frame would go on.
  useIsomorphicLayoutEffect(() => {
    if (!wantsFrame) return
    return () => frameBudget.release(id)
  }, [wantsFrame, id])

  return { hasTurn, ask: () => frameBudget.ask(id) }
}
