'use client'

import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'

/** How often the guard makes sure that the keyboard is back, and the milliseconds between two checks. */
const MAX_CHECKS = 6
const CHECK_PAUSE = 20
/** Milliseconds between two looks at who has the keyboard, while it is in a frame of the host's own. */
const LOOK_PAUSE = 50

/**
 * Gives the keyboard back when a frame that is only to be watched takes it. Scripts in a frame can do
 * that at any time, `inert` or not, and what the viewer types next (a password) would go to them.
 *
 * @param onTheft Called with whether what had the keyboard takes text.
 */
export function useFocusGuard(
  frame: RefObject<HTMLIFrameElement | null>,
  isActive: boolean,
  onTheft: (wasField: boolean) => void,
) {
  const latestOnTheft = useLatest(onTheft)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  // Before this page is painted: a page in the frame may come and take the keyboard sooner than that.
  useIsomorphicLayoutEffect(() => {
    if (!isActive) return
    let owner = getActiveElement()
    let isOver = false
    let checks = 0
    let looks = 0
    let wasTaken = false

    watchOtherFrame()

    const hasFrameFocus = () => frame.current !== null && getActiveElement() === frame.current

    function handleFocus(event: FocusEvent) {
      const [target] = event.composedPath()
      if (target instanceof HTMLElement && target !== frame.current) owner = target
    }
    function handleBlur() {
      checks = 0
      looks = 0
      wasTaken ||= hasFrameFocus()
      // During the event the browser is still moving the focus, and would move it back to the frame.
      wait(0)
    }
    function wait(milliseconds: number) {
      // Of two timers at a time, the first one could no longer be cleared, and would outlive the guard.
      clearTimeout(timer.current)
      timer.current = setTimeout(check, milliseconds)
    }
    /** From one frame to another the keyboard goes without an event in the page around them. */
    function watchOtherFrame(): boolean {
      const active = getActiveElement()
      if (!active?.matches('iframe:not([inert])') || active === frame.current) return false
      owner = active
      wait(LOOK_PAUSE)
      return true
    }
    function check() {
      const isStolen = wasTaken || hasFrameFocus()
      wasTaken = false
      // Firefox hands the focus from process to process, and may drop it on the way back.
      const isLost = document.activeElement === document.body && checks > 0
      if (!isStolen && !isLost) {
        if (isOver) return
        // In Firefox the page learns a little later than by its `blur` which frame has the keyboard.
        looks += 1
        if (!watchOtherFrame() && looks < MAX_CHECKS) wait(LOOK_PAUSE)
        return
      }
      window.focus()
      if (owner?.isConnected) owner.focus({ preventScroll: true })
      // When no element had the keyboard before, the page as a whole gets it.
      if (hasFrameFocus()) frame.current?.blur()
      if (isStolen) latestOnTheft.current(takesText(owner))
      checks += 1
      if (checks < MAX_CHECKS) wait(CHECK_PAUSE)
    }

    // The document is not told when the focus moves within a shadow root. The `focusout` tells which
    // element had the focus when it leaves the root.
    const types = ['focusin', 'focusout'] as const
    for (const type of types) document.addEventListener(type, handleFocus, true)
    window.addEventListener('blur', handleBlur)
    return () => {
      isOver = true
      // A theft may have taken the frame away, and the keyboard with it: then it is still to be given back.
      if (checks === 0) clearTimeout(timer.current)
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

/**
 * Whether an element takes what is typed. A frame or an element of the host's own making may have a field
 * inside that nobody can see from outside.
 */
function takesText(element: HTMLElement | null): boolean {
  if (!element) return false
  const { localName, isContentEditable } = element
  return (
    isContentEditable ||
    localName.includes('-') ||
    element.matches(
      'input, textarea, select, iframe, [role=textbox], [role=searchbox], [role=combobox]',
    )
  )
}
