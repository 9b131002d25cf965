'use client'

import type { RefCallback } from 'react'
import { useCallback, useRef, useState } from 'react'

import { clamp, getListWindow, getSurplus, getTop } from './listWindow.js'
import type { SizeObserver } from './ownWindow.js'
import { getWindow, observeSize } from './ownWindow.js'
import { scrollTo } from './scroll.js'
import { useIsomorphicLayoutEffect } from './useLatest.js'

export interface UseWindowOptions {
  /** How many rows the list has. */
  count: number
  /** Rows drawn beyond what is seen, on either side. @default 10 */
  overscan?: number
  /** Rows drawn before there is a layout, as on a server. @default 40 */
  firstRows?: number
  /** Height of a header that sticks to the top of the viewport, in px. @default 0 */
  headerHeight?: number
}

export interface UseWindowResult {
  /** For the element that scrolls. Give it a limited height and the class `fishbowl-viewport`. */
  viewportRef: RefCallback<HTMLElement>
  /** For the row with the index `start`: its height is that of every row. */
  rowRef: RefCallback<HTMLElement>
  /** The first row to draw. */
  start: number
  /** The row after the last one to draw. */
  end: number
  /** Where the first drawn row stands in the content, in px; 0 before there is a layout. */
  offset: number
  /** Height of the content, all rows together, in px; 0 before there is a layout. */
  totalHeight: number
  /** For a content whose only children are the rows: its height, and the space above them. */
  contentStyle: { blockSize: number; paddingBlockStart: number } | undefined
  /**
   * Scrolls no further than needed to show a row, or so that the row stands in the middle. Returns
   * whether it could, which it cannot before there is a layout. The function stays the same. After a
   * change of `count`, call it in a layout effect.
   */
  scrollToRow: (index: number, align?: 'nearest' | 'center') => boolean
}

/**
 * Draws of a long list only the rows that are seen. All rows have the same height, which the first one
 * tells and which may change; so nothing is estimated, and no timer runs. A scroll renders only when
 * it leaves the drawn rows or, in a list taller than an element can be, comes to rows left out.
 *
 * @example
 * const { viewportRef, rowRef, start, end, contentStyle } = useWindow({ count: items.length })
 * <div ref={viewportRef} className="fishbowl-viewport">
 *   <ul className="fishbowl-list" style={contentStyle}>
 *     {items.slice(start, end).map((item, index) => (
 *       <li key={item.id} ref={index ? undefined : rowRef}>…</li>
 *     ))}
 *   </ul>
 * </div>
 */
export function useWindow({
  count,
  overscan = 10,
  firstRows = 40,
  headerHeight = 0,
}: UseWindowOptions): UseWindowResult {
  const [viewport, setViewport] = useState<HTMLElement | null>(null)
  const [drawn, setDrawn] = useState({ top: 0, rowHeight: 0, viewportHeight: 0 })
  const row = useRef<HTMLElement | null>(null)
  const observer = useRef<SizeObserver | null>(null)
  /** Where the list is scrolled to now; `drawn.top` is where it was when its rows were chosen. */
  const top = useRef(0)
  const left = useRef(0)
  /** Whether the list is not shown: then the browser forgets where it was scrolled to, and says so later. */
  const isAway = useRef(false)

  const { rowHeight, viewportHeight } = drawn
  const layout = { count, rowHeight, viewportHeight }
  const list = getListWindow(layout, drawn.top, overscan)
  const latest = useRef({ layout, list, viewport, headerHeight })
  useIsomorphicLayoutEffect(() => {
    latest.current = { layout, list, viewport, headerHeight }
  })

  const measure = useCallback(() => {
    const { layout, viewport, headerHeight } = latest.current
    if (!viewport || !row.current) return
    // `offsetHeight` is rounded, and a transform changes what `getBoundingClientRect` says.
    const rowHeight = parseFloat(getWindow(viewport).getComputedStyle(row.current).blockSize)
    const viewportHeight = Math.max(0, viewport.clientHeight - headerHeight)
    const wasAway = isAway.current
    isAway.current = !(rowHeight > 0) || viewport.clientHeight === 0
    if (isAway.current) return
    const isSame = layout.rowHeight === rowHeight && layout.viewportHeight === viewportHeight
    if (wasAway) scrollTo(viewport, getListWindow(layout, top.current, 0).scrollTop, left.current)
    if (isSame) return
    // When the rows change their height, the same row stays at the top.
    if (layout.rowHeight > 0) top.current *= rowHeight / layout.rowHeight
    latest.current.layout = { ...layout, rowHeight, viewportHeight }
    setDrawn({ top: top.current, rowHeight, viewportHeight })
  }, [])

  const rowRef = useCallback((element: HTMLElement | null) => {
    if (row.current) observer.current?.unobserve(row.current)
    row.current = element
    if (element) observer.current?.observe(element)
  }, [])

  const isEmpty = count === 0
  useIsomorphicLayoutEffect(measure, [viewport, isEmpty, headerHeight, measure])

  // When the content leaves out more rows or fewer, the scroll bar moves, so that the same rows are seen.
  const surplus = getSurplus(layout)
  // So are they when the element comes back from where it was not shown.
  useIsomorphicLayoutEffect(() => {
    const { layout, viewport } = latest.current
    if (!viewport || !layout.rowHeight) return
    scrollTo(viewport, getListWindow(layout, top.current, 0).scrollTop, left.current)
  }, [viewport, surplus, rowHeight])

  const goTo = useCallback((place: number) => {
    top.current = place
    setDrawn((drawn) => ({ ...drawn, top: place }))
  }, [])

  // A list that becomes shorter is scrolled back, and stays there when it grows again.
  useIsomorphicLayoutEffect(() => {
    const furthest = Math.max(0, count * rowHeight - viewportHeight)
    if (rowHeight && top.current > furthest) goTo(furthest)
  }, [count, rowHeight, viewportHeight, goTo])

  const follow = useCallback(() => {
    const { layout, list, viewport } = latest.current
    if (!viewport || !layout.rowHeight || isAway.current || viewport.clientHeight === 0) return
    left.current = viewport.scrollLeft
    const now = getListWindow(layout, top.current, 0)
    if (Math.abs(now.scrollTop - viewport.scrollTop) < 1) return
    const place = getTop(layout, viewport.scrollTop)
    const next = getListWindow(layout, place, 0)
    const isDrawn = list.start <= next.start && next.end <= list.end
    if (isDrawn && next.skipped === list.skipped) top.current = place
    else goTo(place)
  }, [goTo])

  useIsomorphicLayoutEffect(() => {
    if (!viewport) return
    const sizes = observeSize(row.current ? [viewport, row.current] : [viewport], measure)
    observer.current = sizes
    viewport.addEventListener('scroll', follow, { passive: true })
    return () => {
      sizes.disconnect()
      viewport.removeEventListener('scroll', follow)
    }
  }, [viewport, measure, follow])

  const scrollToRow = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      const { layout, viewport } = latest.current
      const { count, rowHeight, viewportHeight } = layout
      if (!viewport || !rowHeight) return false
      const [atTop, space] = [index * rowHeight, viewportHeight - rowHeight]
      const place =
        align === 'center' ? atTop - space / 2 : clamp(top.current, atTop - space, atTop)
      goTo(clamp(place, 0, Math.max(0, count * rowHeight - viewportHeight)))
      scrollTo(viewport, getListWindow(layout, top.current, 0).scrollTop)
      return true
    },
    [goTo],
  )

  const common = { viewportRef: setViewport, rowRef, scrollToRow }
  if (!viewport || !rowHeight || !viewportHeight) {
    const end = Math.min(count, firstRows)
    return { ...common, start: 0, end, offset: 0, totalHeight: 0, contentStyle: undefined }
  }
  const { start, end, offset, totalHeight } = list
  const contentStyle = { blockSize: totalHeight, paddingBlockStart: offset }
  return { ...common, start, end, offset, totalHeight, contentStyle }
}
