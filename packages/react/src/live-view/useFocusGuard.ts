'use client'

import type { RefObject } from 'react'
import { useEffect } from 'react'

import { useLatest } from '../dom/useLatest.js'

/** How often, and in which distance in milliseconds, the guard makes sure that it has succeeded. */
const mostChecks = 6
const checkPause = 20

/**
 * Gives the keyboard back when a frame that is only to be watched takes it. Scripts in a frame can do
 * that at any time, `inert` or not, and what the viewer types next (a password) would go to them.
 */
export function useFocusGuard(
  frame: RefObject<HTMLIFrameElement | null>,
  isActive: boolean,
  onTheft: () => void,
) {
  const latestOnTheft = useLatest(onTheft)
  useEffect(() => {
    if (!isActive) return
    let owner = getActiveElement()
    let timer: ReturnType<typeof setTimeout> | undefined
    let checks = 0
    let wasTaken = false

    const hasFrameFocus = () => frame.current !== null && getActiveElement() === frame.current

    function handleFocus(event: FocusEvent) {
      const [target] = event.composedPath()
      if (target instanceof HTMLElement && target !== frame.current) owner = target
    }
    function handleBlur() {
      checks = 0
      wasTaken ||= hasFrameFocus()
      // Not at once: within the event the browser has not finished, and would take the focus back.
      wait(0)
    }
    function wait(milliseconds: number) {
      // Never two at a time: the one that nobody knows of would outlive the guard.
      clearTimeout(timer)
      timer = setTimeout(check, milliseconds)
    }
    function check() {
      const isStolen = wasTaken || hasFrameFocus()
      wasTaken = false
      // Firefox hands the focus from process to process, and may drop it on the way back.
      const isLost = document.activeElement === document.body && checks > 0
      if (!isStolen && !isLost) return
      window.focus()
      if (owner?.isConnected) owner.focus({ preventScroll: true })
      // Where nothing had the keyboard, nothing can be given it: then the page as a whole.
      if (hasFrameFocus()) frame.current?.blur()
      if (isStolen) latestOnTheft.current()
      checks += 1
      if (checks < mostChecks) wait(checkPause)
    }

    // The second for moves within one shadow root, which are told outside only when they leave it.
    const types = ['focusin', 'focusout'] as const
    for (const type of types) document.addEventListener(type, handleFocus, true)
    window.addEventListener('blur', handleBlur)
    return () => {
      clearTimeout(timer)
      for (const type of types) document.removeEventListener(type, handleFocus, true)
      window.removeEventListener('blur', handleBlur)
    }
  }, [frame, isActive, latestOnTheft])
}

/** The element that has the keyboard, also inside shadow roots. */
function getActiveElement(): HTMLElement | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element instanceof HTMLElement ? element : null
}
