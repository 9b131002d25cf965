'use client'

import type { RefObject } from 'react'
import { useEffect, useState } from 'react'

import { useIsomorphicLayoutEffect } from './useLatest.js'

/** Whether any part of an element can be seen in the window. */
export function useIsInView(element: RefObject<HTMLElement | null>): boolean {
  const [isInView, setIsInView] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((entries) => {
      setIsInView(entries.at(-1)?.isIntersecting ?? false)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return isInView
}

/**
 * Whether an element is in view or about to be. Fit for thousands of them; a fifth of a second late.
 *
 * @param untilKnown What to assume before the browser has looked.
 */
export function useIsNearView(element: RefObject<Element | null>, untilKnown = false): boolean {
  const [isNear, setIsNear] = useState(untilKnown)
  useEffect(() => {
    if (element.current) return nearView.observe(element.current, setIsNear)
    return undefined
  }, [element])
  return isNear
}

type Listener = (isNear: boolean) => void

/** What is about to be scrolled into view is read already. */
const margin = '200px'

/** Milliseconds from one report to the next, so that what merely flies past is never read. */
const pause = 200

const listeners = new Map<Element, Listener>()
const changes = new Map<Element, boolean>()
let observer: IntersectionObserver | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let reportedAt = -Infinity

/** Tells any number of elements, with one observer, whether they are in view or about to be. */
export const nearView = {
  observe(element: Element, listener: Listener): () => void {
    // Without an observer, as in some tests of hosts, everything counts as seen.
    if (typeof IntersectionObserver === 'undefined') {
      listener(true)
      return () => {}
    }
    observer ??= new IntersectionObserver(collect, { rootMargin: margin })
    listeners.set(element, listener)
    observer.observe(element)
    return () => stop(element)
  },
}

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
  timer ??= setTimeout(report, Math.max(0, reportedAt + pause - performance.now()))
}

function report(): void {
  timer = undefined
  reportedAt = performance.now()
  for (const [element, isNear] of changes) listeners.get(element)?.(isNear)
  changes.clear()
}

/** Whether an element is at least that many px wide; `undefined` before there is a layout. */
export function useIsWide(
  element: RefObject<HTMLElement | null>,
  width: number,
): boolean | undefined {
  const [isWide, setIsWide] = useState<boolean>()
  useIsomorphicLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => setIsWide(target.clientWidth >= width)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, width])
  return isWide
}
