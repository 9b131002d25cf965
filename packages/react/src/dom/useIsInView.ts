'use client'

import type { RefObject } from 'react'
import { useEffect, useState } from 'react'

import { getWindow } from './ownWindow.js'

/** Whether anything of an element can be seen in the window. */
export function useIsInView(element: RefObject<HTMLElement | null>): boolean {
  const [isInView, setIsInView] = useState(false)
  useEffect(() => {
    if (element.current) return observeView(element.current, setIsInView)
    return undefined
  }, [element])
  return isInView
}

function observeView(element: Element, listener: Listener): () => void {
  const { IntersectionObserver } = getWindow(element)
  // Some hosts test in a document without observers: there everything counts as seen.
  if (!IntersectionObserver) {
    listener(true)
    return () => {}
  }
  const observer = new IntersectionObserver((entries) => {
    listener(entries.at(-1)?.isIntersecting ?? false)
  })
  observer.observe(element)
  return () => observer.disconnect()
}

/**
 * Whether an element is in view or about to be. A page may ask for thousands of elements; it is told
 * within a fifth of a second.
 *
 * @param untilKnown What to assume before the browser has looked.
 */
export function useIsNearView(element: RefObject<Element | null>, untilKnown = false): boolean {
  const [isNear, setIsNear] = useState(untilKnown)
  useEffect(() => {
    if (!element.current) return undefined
    const ownWindow = getWindow(element.current)
    const watch = watches.get(ownWindow) ?? createNearViewWatch(ownWindow)
    watches.set(ownWindow, watch)
    return watch(element.current, setIsNear)
  }, [element])
  return isNear
}

type Listener = (isNear: boolean) => void
type NearViewWatch = (element: Element, listener: Listener) => () => void

/** So far from the window an element counts as about to be in view. */
const MARGIN = '200px'

/** Milliseconds from one report to the next, so that nothing is read for what merely flies past. */
const REPORT_INTERVAL = 200

/** One for each window, as an observer says nothing of what is in another one. */
const watches = new WeakMap<Window, NearViewWatch>()

/** Tells any number of elements, with one observer, whether they are in view or about to be. */
function createNearViewWatch({
  IntersectionObserver,
}: ReturnType<typeof getWindow>): NearViewWatch {
  const listeners = new Map<Element, Listener>()
  const changes = new Map<Element, boolean>()
  let observer: IntersectionObserver | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let reportedAt = -Infinity

  function stop(element: Element): void {
    observer?.unobserve(element)
    listeners.delete(element)
    changes.delete(element)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
    reportedAt = -Infinity
    observer?.disconnect()
    observer = undefined
  }

  function collect(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) changes.set(target, isIntersecting)
    timer ??= setTimeout(report, Math.max(0, reportedAt + REPORT_INTERVAL - performance.now()))
  }

  function report(): void {
    timer = undefined
    reportedAt = performance.now()
    for (const [element, isNear] of changes) listeners.get(element)?.(isNear)
    changes.clear()
  }

  return (element, listener) => {
    if (!IntersectionObserver) {
      listener(true)
      return () => {}
    }
    observer ??= new IntersectionObserver(collect, { rootMargin: MARGIN })
    listeners.set(element, listener)
    observer.observe(element)
    return () => stop(element)
  }
}
