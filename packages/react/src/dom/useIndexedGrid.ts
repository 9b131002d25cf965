'use client'

import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useRef } from 'react'

import { clamp } from './listWindow.js'
import { getActiveElement, getWindow, isFocusLost } from './ownWindow.js'
import { scrollIntoView } from './scroll.js'
import { useIsomorphicLayoutEffect } from './useLatest.js'

export interface UseIndexedGridOptions {
  /** The element that scrolls and holds the rows; it can be focused itself. */
  viewport: RefObject<HTMLElement | null>
  /** The number of rows, with the row of headers. */
  rowCount: number
  columnCount: number
  /** Draws a row that is scrolled out of view; rows are counted from 1, as in `aria-rowindex`. */
  revealRow: (row: number) => void
}

/** For the element that scrolls. */
export interface UseIndexedGridResult {
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: (event: FocusEvent) => void
  onBlur: (event: FocusEvent) => void
}

/**
 * One tab stop and arrow keys for a table whose rows keep their places. Focus on a cell with a button or
 * a link goes to the button or link. The cells are found by their `aria-rowindex` and `aria-colindex`,
 * and the tab stop is marked in the document, so that a key renders nothing.
 *
 * Where rows come, go and change places, take `useKeyedGrid`.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function useIndexedGrid({
  viewport,
  rowCount,
  columnCount,
  revealRow,
}: UseIndexedGridOptions): UseIndexedGridResult {
  const active = useRef<CellIndex>({ row: 1, column: 1 })
  const tabStop = useRef<HTMLElement | null>(null)
  const hasFocus = useRef(false)
  /** Whether the focus is on its way to a cell, which may have to be drawn first. */
  const isMoving = useRef(false)

  function update() {
    const grid = viewport.current
    if (!grid) return
    for (const element of grid.querySelectorAll<HTMLElement>('a, button')) element.tabIndex = -1
    if (tabStop.current) tabStop.current.tabIndex = -1
    // When the cell has been scrolled away, the grid itself keeps the focus and the keys.
    const target = findTarget(grid, active.current)
    tabStop.current = target ?? grid
    tabStop.current.tabIndex = 0

    const focused = getActiveElement(grid)
    const isLost = focused === grid || isFocusLost(grid)
    if (isMoving.current || (hasFocus.current && isLost)) {
      if (focused !== tabStop.current) tabStop.current.focus({ preventScroll: true })
    }
    if (!isMoving.current || !target) return
    isMoving.current = false
    scrollIntoView(target.closest('[aria-colindex]'))
  }

  // After each render, as a row may have come or gone, and with it the cell that has the focus.
  useIsomorphicLayoutEffect(() => update())

  function go(row: number, column: number) {
    active.current = { row: clamp(row, 1, rowCount), column: clamp(column, 1, columnCount) }
    isMoving.current = true
    if (active.current.row > 1) revealRow(active.current.row)
    update()
  }

  return {
    onKeyDown(event) {
      const grid = viewport.current
      if (!grid || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented) return
      const { row, column } = active.current
      const isRightToLeft = getWindow(grid).getComputedStyle(grid).direction === 'rtl'
      const page = getPageSize(grid)
      const isFar = event.ctrlKey
      const next = {
        ArrowUp: [row - 1, column],
        ArrowDown: [row + 1, column],
        ArrowLeft: [row, column + (isRightToLeft ? 1 : -1)],
        ArrowRight: [row, column + (isRightToLeft ? -1 : 1)],
        PageUp: [row - page, column],
        PageDown: [row + page, column],
        Home: [isFar ? 1 : row, 1],
        End: [isFar ? rowCount : row, columnCount],
      }[event.key]
      if (next?.[0] === undefined || next[1] === undefined) return
      event.preventDefault()
      go(next[0], next[1])
    },
    onFocus({ target }) {
      hasFocus.current = true
      if (isMoving.current) return
      const column = target.closest('[aria-colindex]')?.getAttribute('aria-colindex')
      const row = target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex')
      if (row && column) active.current = { row: Number(row), column: Number(column) }
      update()
    },
    onBlur({ currentTarget, relatedTarget }) {
      hasFocus.current = currentTarget.contains(relatedTarget as Node | null)
      if (!hasFocus.current) isMoving.current = false
    },
  }
}

/** A cell of a grid; rows and columns are counted from 1. */
interface CellIndex {
  row: number
  column: number
}

function findTarget(grid: HTMLElement, { row, column }: CellIndex): HTMLElement | null {
  const cell = grid.querySelector<HTMLElement>(
    `[aria-rowindex="${row}"] > [aria-colindex="${column}"]`,
  )
  return cell?.querySelector<HTMLElement>('a, button') ?? cell
}

/** How many rows Page Up and Page Down go past. */
function getPageSize(grid: HTMLElement): number {
  const row = grid.querySelector<HTMLElement>('tbody tr')
  return Math.max(1, Math.floor(grid.clientHeight / (row?.offsetHeight || 1)) - 2)
}
