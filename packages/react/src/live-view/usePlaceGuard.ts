'use client'

import type { CSSProperties, RefObject } from 'react'
import { useRef } from 'react'

import { getWindow, isHtmlElement } from '../dom/ownWindow.js'
import { scrollTo } from '../dom/scroll.js'
import { useIsomorphicLayoutEffect, useLatest } from '../dom/useLatest.js'
import { getElementsAround, getWindowsAround, takesText } from './around.js'

/** In px: how far the box around a frame can be scrolled, and how much of it is before the frame. */
const ROOM = 32

/**
 * For the box around a frame. A page in a frame may have itself scrolled into view: then all boxes around
 * the frame are scrolled, and nothing tells a page that this was the frame's doing. So the innermost one is
 * a trap, which nobody else scrolls: what it wants to have in view is a corner before the frame, so that
 * whatever is in the frame moves it. At rest it is not scrolled, so that it rests when it has been hidden.
 *
 * This is not in the style sheet, as the guard must not depend on it.
 */
export const trapStyle: CSSProperties = {
  display: 'grid',
  gridTemplate: `${ROOM}px calc(100% - ${ROOM}px) ${ROOM}px / ${ROOM}px calc(100% - ${ROOM}px) ${ROOM}px`,
  inlineSize: `calc(100% + ${ROOM}px)`,
  blockSize: `calc(100% + ${ROOM}px)`,
  marginBlockStart: -ROOM,
  marginInlineStart: -ROOM,
  overflow: 'hidden',
  scrollPaddingBlockEnd: `calc(100% - ${ROOM / 2}px)`,
  scrollPaddingInlineEnd: `calc(100% - ${ROOM / 2}px)`,
  // The corner lies over what is before the frame, and must not take its clicks.
  pointerEvents: 'none',
}
/** For the frame. */
export const trappedStyle: CSSProperties = { gridArea: '2 / 2', pointerEvents: 'auto' }
/** For both boxes while there is nothing to guard. */
export const filledStyle: CSSProperties = { blockSize: '100%' }
/** For what stands behind the frame, as an empty row would not count. */
export const trapRoomStyle: CSSProperties = { gridArea: '3 / 3' }

/** Milliseconds for which the page is held where it was, as it may be scrolled smoothly, or late. */
const HOLD = 700
/** Milliseconds in which a theft of the keyboard and one of the place are the same one. */
const SAME_THEFT = 150
/** What people do to scroll. It ends the hold. */
const gestures = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Keeps the host's page where it is when a page in a frame scrolls itself into view, by `scrollIntoView()`
 * or with the focus that it takes.
 *
 * @param onTheft Called when the page was moved, and back.
 * @returns To be called when the keyboard was stolen, as that may move the page as well.
 */
export function usePlaceGuard(
  trap: RefObject<HTMLElement | null>,
  isActive: boolean,
  onTheft: () => void,
): () => void {
  const latestOnTheft = useLatest(onTheft)
  const hold = useRef(() => {})

  // Before this page is painted, as the guard of the keyboard.
  useIsomorphicLayoutEffect(() => {
    const { current: box } = trap
    if (!isActive || !box) return
    const elements = getElementsAround(box)
    const places = new Map(elements.map((element) => [element, createPlace(element)]))
    let heldSince = -Infinity
    /** When something was last stolen that is told already, or about to be. */
    let toldAt = -Infinity
    let timer: ReturnType<typeof setTimeout> | undefined
    const getAge = () => performance.now() - heldSince

    function putBack(): boolean {
      let hasMoved = false
      for (const [element, { place }] of places) {
        const { top, left } = readPlace(element)
        if (Math.abs(top - place.top) < 1 && Math.abs(left - place.left) < 1) continue
        hasMoved = true
        scrollTo(element, place.top, place.left)
      }
      return hasMoved
    }
    function startHold(): boolean {
      heldSince = performance.now()
      for (const known of places.values()) {
        if (heldSince - known.changedAt < SAME_THEFT) known.place = known.before
      }
      return putBack()
    }
    hold.current = () => {
      clearTimeout(timer)
      toldAt = performance.now()
      startHold()
    }
    function handleScroll({ target }: Event) {
      // The event of the trap may come after those of the others, but all of them have been scrolled by now.
      const isSprung = box?.scrollTop !== 0 || box.scrollLeft !== 0
      if (box && isSprung) {
        scrollTo(box, 0, 0)
        const isKnown = performance.now() - toldAt < SAME_THEFT
        if (!startHold() || isKnown) return
        toldAt = performance.now()
        timer = setTimeout(tell, SAME_THEFT)
      } else if (getAge() < HOLD) {
        putBack()
      } else {
        const element = getScroller(target)
        const known = element && places.get(element)
        if (known) notePlace(known, element)
      }
    }
    const tell = () => latestOnTheft.current()
    function release(event: Event) {
      const [target] = event.composedPath()
      const isTyping = event.type === 'keydown' && isHtmlElement(target) && takesText(target)
      if (!isTyping) heldSince = -Infinity
    }

    // The scrolling in a shadow root is not told to the document.
    const roots = new Set([box, ...elements].map((element) => element.getRootNode()))
    const windows = getWindowsAround(box)
    for (const root of roots) root.addEventListener('scroll', handleScroll, true)
    for (const type of gestures) {
      for (const around of windows) around.addEventListener(type, release, { passive: true })
    }
    function end() {
      for (const root of roots) root.removeEventListener('scroll', handleScroll, true)
      for (const type of gestures) {
        for (const around of windows) around.removeEventListener(type, release)
      }
    }
    return () => {
      clearTimeout(timer)
      // A theft may have taken the frame away, and the page is still to be held.
      if (getAge() < HOLD) setTimeout(end, HOLD)
      else end()
    }
  }, [trap, isActive, latestOnTheft])

  return () => hold.current()
}

interface Place {
  top: number
  left: number
}

/** How far an element is scrolled. Of a smooth theft, a first bit may come before the trap tells of it. */
interface KnownPlace {
  place: Place
  /** Where it was before it was scrolled last, which began at `changedAt`. */
  before: Place
  changedAt: number
  notedAt: number
}

function createPlace(element: Element): KnownPlace {
  const place = readPlace(element)
  return { place, before: place, changedAt: -Infinity, notedAt: -Infinity }
}

function notePlace(known: KnownPlace, element: Element): void {
  const now = performance.now()
  if (now - known.notedAt > SAME_THEFT) {
    known.before = known.place
    known.changedAt = now
  }
  known.place = readPlace(element)
  known.notedAt = now
}

function readPlace({ scrollTop: top, scrollLeft: left }: Element): Place {
  return { top, left }
}

/** The element that has been scrolled. Of a whole page, the event names the document. */
function getScroller(target: EventTarget | null): Element | null {
  if (target === null || !('nodeType' in target)) return null
  const node = target as Node
  return node.ownerDocument ? (node as Element) : getWindow(node).document.scrollingElement
}
