'use client'

import { useRef } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'

import { clamp } from '../listWindow.js'
import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.js'

export interface UseGridOptions {
  /** The element that scrolls and in which the rows are; it can be focused itself. */
  viewport: RefObject<HTMLElement | null>
  /** Counted with the row of headers. */
  rowCount: number
  columnCount: number
  /** Draws a row that is not drawn; rows are counted from 1, as in `aria-rowindex`. */
  revealRow: (row: number) => void
}

/** What a grid that scrolls by itself listens to. */
export interface GridHandlers {
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: (event: FocusEvent) => void
  onBlur: (event: FocusEvent) => void
}

interface Place {
  row: number
  column: number
}

/**
 * One tab stop and arrow keys for a table, after the grid pattern of the ARIA Authoring Practices. A
 * cell that holds a button or a link is entered at once. The cells are found by their `aria-rowindex`
 * and `aria-colindex` and marked in the document, so that a key renders nothing.
 */
export function useGrid({
  viewport,
  rowCount,
  columnCount,
  revealRow,
}: UseGridOptions): GridHandlers {
  const active = useRef<Place>({ row: 1, column: 1 })
  const tabStop = useRef<HTMLElement | null>(null)
  const hasFocus = useRef(false)
  /** Whether a key is under way to a cell that is yet to be drawn. */
  const isMoving = useRef(false)

  function update() {
    const grid = viewport.current
    if (!grid) return
    for (const element of grid.querySelectorAll<HTMLElement>('a, button')) element.tabIndex = -1
    if (tabStop.current) tabStop.current.tabIndex = -1
    // Without its cell, which has been scrolled away, the grid itself keeps the focus and the keys.
    const target = findTarget(grid, active.current)
    tabStop.current = target ?? grid
    tabStop.current.tabIndex = 0

    const focused = document.activeElement
    const isLost = focused === grid || focused === document.body
    if (isMoving.current || (hasFocus.current && isLost)) {
      if (focused !== tabStop.current) tabStop.current.focus({ preventScroll: true })
    }
    if (!isMoving.current || !target) return
    isMoving.current = false
    target.closest('[aria-colindex]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  // After each render: rows come and go, and with them the cell that had the focus.
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
      const isRightToLeft = getComputedStyle(grid).direction === 'rtl'
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

function findTarget(grid: HTMLElement, { row, column }: Place): HTMLElement | null {
  const cell = grid.querySelector<HTMLElement>(
    `[aria-rowindex="${row}"] > [aria-colindex="${column}"]`,
  )
  return cell?.querySelector<HTMLElement>('a, button') ?? cell
}

function getPageSize(grid: HTMLElement): number {
  const row = grid.querySelector<HTMLElement>('tbody tr')
  return Math.max(1, Math.floor(grid.clientHeight / (row?.offsetHeight || 1)) - 2)
}
