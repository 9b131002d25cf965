'use client'

import type { RefObject } from 'react'
import { useEffect, useReducer } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsInView } from '../dom/useView.js'
import { useFrameTurn } from './frameBudget.js'
import type { LiveBrowserControls } from './liveBrowser.js'
import { createLiveBrowser, updateLiveBrowser } from './liveBrowser.js'

const waitingTurn = { state: 'waiting-turn' } as const
const loading = { state: 'loading' } as const

/** The code of what stands in and around a frame, which is loaded apart. */
interface FrameCode {
  isCodeThere: boolean
  loadCode: () => Promise<void>
}

/**
 * Keeps a live frame safe and honest: what is known of it, and when it has to go.
 *
 * @param address The checked one; `null` when there is nothing to show.
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
  // At once, not in an effect: no frame may live through one render with another one's state.
  if (browser.href !== href) dispatch({ type: 'address_changed', href })
  // What is no longer offered has to end, too: its way out is gone.
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
  const isMounted = wantsFrame && turn.hasTurn && isCodeThere
  const wait = isCodeThere ? waitingTurn : loading

  function handleTheft() {
    const theft = { type: 'focus_stolen', at: Date.now() } as const
    dispatch(theft)
    const { length: count } = updateLiveBrowser(browser, theft).thefts
    onEvent({ type: 'live_view_focus_stolen', runId, count })
  }

  return {
    phase: browser.phase,
    isControlled: browser.isControlled,
    halt: browser.halt ?? (isMounted ? null : wait),
    isMounted,
    isInView,
    key: `${href} ${browser.isControlled} ${browser.attempt}`,
    dispatch,
    handleTheft,
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
