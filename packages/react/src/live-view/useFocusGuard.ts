'use client'

import type { RefObject } from 'react'

import { getWindow, isHtmlElement } from '../dom/ownWindow.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { getWindowsAround, takesText } from './around.js'

/** How often the guard makes sure that the keyboard is back, and the milliseconds between two checks. */
const MAX_CHECKS = 16
const CHECK_PAUSE = 20
/** Milliseconds between two looks at who has the keyboard, while it is in a frame of the host's own. */
const LOOK_PAUSE = 25
/** Milliseconds for which what the viewer has pressed may move the keyboard. */
const GESTURE = 150
/** How many looks follow an event that tells that the keyboard has left, and not yet where it is. */
const MAX_LOOKS = 12

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

  // Before this page is painted: a page in the frame may come and take the keyboard sooner than that.
  useIsomorphicLayoutEffect(() => {
    const { current: ours } = frame
    if (!isActive || !ours) return
    const view = ours.closest('.fishbowl-run-live-view')
    const windows = getWindowsAround(ours)
    const getOwner = () => getKeyboardOwner(windows, ours)
    let owner = getOwner()
    let isOver = false
    let checks = 0
    let looks = 0
    let wasTaken = false
    /** Whether the keyboard was taken, and is not known to be back for good. */
    let isOwed = false
    let timer: ReturnType<typeof setTimeout> | undefined
    /** When the viewer last pressed something in the page, which takes the keyboard out of other frames. */
    let pressedAt = -Infinity

    watchOtherFrame()

    const hasFrameFocus = () => getOwner() === ours

    function handleFocus(event: FocusEvent) {
      const [target] = event.composedPath()
      if (isHtmlElement(target) && target !== ours) owner = target
    }
    function handlePress() {
      pressedAt = performance.now()
    }
    function handleBlur() {
      checks = 0
      looks = 0
      wasTaken ||= hasFrameFocus()
      isOwed ||= wasTaken
      // During the event the browser is still moving the focus, and would move it back to the frame.
      wait(0)
    }
    function wait(milliseconds: number) {
      // Of two timers at a time, the first one could no longer be cleared, and would outlive the guard.
      clearTimeout(timer)
      timer = setTimeout(check, milliseconds)
    }
    /** From one frame to another the keyboard goes without an event in the page around them. */
    function watchOtherFrame(): boolean {
      const active = getOwner()
      if (!active || active === ours || !isElsewhere(active)) return false
      owner = active
      wait(LOOK_PAUSE)
      return true
    }
    function isElsewhere(element: HTMLElement): boolean {
      return element.matches('iframe:not([inert])') || !windows.includes(getWindow(element))
    }
    /**
     * Firefox names nobody when our frame has taken the keyboard from another one, as an inert frame is
     * nothing that has it. The page as a whole has it still, which it has not when the viewer has left.
     */
    function isTakenFromOther(): boolean {
      if (!owner?.isConnected || !isElsewhere(owner) || !isNobody(getOwner())) return false
      return performance.now() - pressedAt > GESTURE && ours!.ownerDocument.hasFocus()
    }
    function check() {
      // The frame may have gone for its theft. When all of the live view has gone, the focus is none of its business.
      if (isOver && !view?.isConnected) return
      const isStolen = wasTaken || hasFrameFocus() || (checks === 0 && isTakenFromOther())
      wasTaken = false
      // Firefox hands the focus from process to process, and may drop it on the way back. When a frame goes away
      // that has it, Chromium leaves it with the outermost page, whichever page had it before.
      const isLost = checks > 0 && (isNobody(getOwner()) || !owner?.ownerDocument.hasFocus())
      if (isStolen || isLost) {
        giveBack()
        if (isStolen) latestOnTheft.current(takesText(owner))
      }
      if (isStolen || checks > 0) {
        checks += 1
        isOwed = checks < MAX_CHECKS
        if (isOwed) wait(CHECK_PAUSE)
        else if (!isOver) watchOtherFrame()
        return
      }
      if (isOver) return
      // In Firefox the page learns a little later than by its `blur` which frame has the keyboard.
      looks += 1
      if (!watchOtherFrame() && looks < MAX_LOOKS) wait(LOOK_PAUSE)
    }
    const giveBack = () => {
      const target = owner?.isConnected ? owner : null
      getWindow(target ?? ours).focus()
      // To focus the element of a frame would take the caret out of the field in it.
      if (target?.matches('iframe')) (target as HTMLIFrameElement).contentWindow?.focus()
      else target?.focus({ preventScroll: true })
      // When no element had the keyboard before, the page as a whole gets it.
      if (hasFrameFocus()) ours.blur()
    }

    // A document is not told when the focus moves within a shadow root. The `focusout` tells which
    // element had the focus when it leaves the root.
    const types = ['focusin', 'focusout'] as const
    for (const around of windows) {
      for (const type of types) around.document.addEventListener(type, handleFocus, true)
      around.addEventListener('blur', handleBlur)
      around.addEventListener('pointerdown', handlePress, true)
    }
    return () => {
      isOver = true
      // A theft may have taken the frame away, and the keyboard with it: then it is still to be given back.
      if (!isOwed) clearTimeout(timer)
      for (const around of windows) {
        for (const type of types) around.document.removeEventListener(type, handleFocus, true)
        around.removeEventListener('blur', handleBlur)
        around.removeEventListener('pointerdown', handlePress, true)
      }
    }
  }, [frame, isActive, latestOnTheft])
}

/** The element that has the keyboard, also inside shadow roots and frames that can be looked into. */
function getKeyboardOwner(windows: readonly Window[], ours: HTMLIFrameElement): HTMLElement | null {
  let element: Element | null | undefined = windows.at(-1)?.document.activeElement
  for (let inner = element; inner;) {
    element = inner
    const frame = inner !== ours && inner.matches('iframe') ? (inner as HTMLIFrameElement) : null
    inner = (inner.shadowRoot ?? frame?.contentDocument)?.activeElement ?? null
  }
  return isHtmlElement(element) ? element : null
}

/** Whether no element has the keyboard, as the body stands for the page as a whole. */
function isNobody(element: HTMLElement | null): boolean {
  return element === null || element === element.ownerDocument.body
}
