'use client'

import type { RefObject } from 'react'
import { useEffect, useReducer } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsInView } from '../dom/useIsInView.js'
import { useFrameTurn } from './frameBudget.js'
import type { LiveBrowserControls, LiveBrowserEvent } from './liveBrowser.js'
import { createLiveBrowser, updateLiveBrowser } from './liveBrowser.js'

// Always the same objects, so that a render changes nothing for effects that depend on them.
const waitingTurn = { state: 'waiting-turn' } as const
const loading = { state: 'loading' } as const

/** How it stands with `frameCode`, without a dependency on the components in it. */
interface FrameCode {
  isCodeThere: boolean
  loadCode: () => Promise<void>
}

/**
 * Decides when a live frame may be there and when it has to go, and keeps what is known of the frame.
 *
 * @param address An address that has been checked; `null` when there is nothing to show.
 */
export function useLiveBrowser(
  runId: string,
  address: { href: string; origin: string } | null,
  container: RefObject<HTMLElement | null>,
  interactive: boolean,
  { isCodeThere, loadCode }: FrameCode,
): LiveBrowserControls {
  const { onEvent } = useFishbowl()
  const href = address?.href
  const [browser, dispatch] = useReducer(updateLiveBrowser, href, createLiveBrowser)
  // In the render, not in an effect: a new frame would be drawn once with what was known of the old.
  if (browser.href !== href) dispatch({ type: 'address_changed', href })
  // The button that ends control is gone when control is no longer offered, so control ends, too.
  else if (browser.isControlled && !interactive) {
    dispatch({ type: 'control_changed', isControlled: false })
  }

  const isInView = useIsInView(container)
  const wantsFrame = address !== null && browser.halt === null
  const turn = useFrameTurn(wantsFrame, isInView)

  useEffect(() => {
    if (!wantsFrame || isCodeThere) return
    let isGone = false
    loadCode().catch(() => !isGone && dispatch({ type: 'halted', halt: { state: 'not-loaded' } }))
    return () => {
      isGone = true
    }
  }, [wantsFrame, isCodeThere, loadCode])
  const isMounted = wantsFrame && turn.hasTurn === true && isCodeThere
  const wait = isCodeThere ? waitingTurn : loading
  // Nobody is told to wait for a frame that comes with the next paint.
  const isDue = isCodeThere && turn.hasTurn === undefined

  function noteTheft(theft: LiveBrowserEvent) {
    dispatch(theft)
    const { length: count } = updateLiveBrowser(browser, theft).thefts
    onEvent({ type: 'live_view_focus_stolen', runId, count })
  }

  return {
    phase: browser.phase,
    isControlled: browser.isControlled,
    halt: browser.halt ?? (isMounted || isDue ? null : wait),
    isMounted,
    isInView,
    key: `${href} ${browser.isControlled} ${browser.attempt}`,
    dispatch,
    handleTheft: (wasField) => noteTheft({ type: 'focus_stolen', at: Date.now(), wasField }),
    handleScroll: () => noteTheft({ type: 'place_stolen', at: Date.now() }),
    handleLoad: () => {
      if (!browser.hasLoaded) onEvent({ type: 'live_view_loaded', runId })
      dispatch({ type: 'loaded' })
    },
    open: () => {
      turn.ask()
      dispatch({ type: 'opened' })
    },
    hide: () => dispatch({ type: 'halted', halt: { state: 'hidden' } }),
    setControlled: (isControlled: boolean) => dispatch({ type: 'control_changed', isControlled }),
  }
}
