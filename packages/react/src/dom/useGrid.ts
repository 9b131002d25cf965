'use client'

import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useRef, useState } from 'react'

import { useIsomorphicLayoutEffect } from './useLatest.js'
import { clamp } from './useWindow.js'

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

/** A cell of a grid, by the names in `data-row` and `data-column`. */
interface CellPlace {
  row: string
  column: string
}

export interface UseGridFocusOptions {
  grid: RefObject<HTMLElement | null>
  /** All of them, whether they are drawn or not. */
  rows: readonly string[]
  columns: readonly string[]
  /** The rows that are drawn, from and before which index. */
  drawn: { start: number; end: number }
  scrollToRow: (index: number) => void
}

/** Rows that Page Up and Page Down go past. */
const page = 10

/**
 * Leads the focus through the cells of a grid of which only some rows are drawn, as the grid pattern
 * asks: one stop for the Tab key, and the arrow keys from there.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function useGridFocus({ grid, rows, columns, drawn, scrollToRow }: UseGridFocusOptions) {
  const [active, setActive] = useState<CellPlace>()
  const isWanted = useRef(false)
  const isInside = useRef(false)

  const { start, end } = drawn
  const drawnRows = rows.slice(start, end)
  const isActiveDrawn = active !== undefined && drawnRows.includes(active.row)
  // A row that is scrolled away cannot be tabbed to.
  const tabStop: CellPlace | undefined = isActiveDrawn
    ? {
        row: active.row,
        column: columns.includes(active.column) ? active.column : (columns[0] ?? ''),
      }
    : drawnRows[0] !== undefined && columns[0] !== undefined
      ? { row: drawnRows[0], column: columns[0] }
      : undefined

  useIsomorphicLayoutEffect(() => {
    if (!grid.current) return
    if (isWanted.current && active) {
      const target = findCell(grid.current, active)
      if (target) isWanted.current = false
      target?.focus({ preventScroll: true })
    } else if (isInside.current && !hasFocus(grid.current)) {
      // The row with the focus has been scrolled away, and the keyboard must not start from the top.
      grid.current.focus({ preventScroll: true })
    }
  })

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    isInside.current = true
    const row = target.closest<HTMLElement>('[data-row]')?.dataset['row']
    const column = target.closest<HTMLElement>('[data-column]')?.dataset['column']
    if (row === undefined || column === undefined) return
    if (row !== active?.row || column !== active.column) setActive({ row, column })
  }

  function onBlur() {
    isInside.current = false
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.defaultPrevented || event.altKey || event.metaKey || !tabStop) return
    const from = active && rows.includes(active.row) ? active : tabStop
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = move(event, isRtl, {
      row: rows.indexOf(from.row),
      column: Math.max(0, columns.indexOf(from.column)),
      lastRow: rows.length - 1,
      lastColumn: columns.length - 1,
    })
    if (!next) return
    event.preventDefault()
    isWanted.current = true
    setActive({ row: rows[next.row] ?? '', column: columns[next.column] ?? '' })
    scrollToRow(next.row)
  }

  return { tabStop, gridProps: { tabIndex: -1, onFocus, onBlur, onKeyDown } }
}

interface Position {
  row: number
  column: number
  lastRow: number
  lastColumn: number
}

function move(
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  isRtl: boolean,
  { row, column, lastRow, lastColumn }: Position,
): Pick<Position, 'row' | 'column'> | undefined {
  const toRow = (to: number) => ({ row: Math.max(0, Math.min(to, lastRow)), column })
  const toColumn = (to: number) => ({ row, column: Math.max(0, Math.min(to, lastColumn)) })
  switch (key) {
    case 'ArrowDown':
      return toRow(row + 1)
    case 'ArrowUp':
      return toRow(row - 1)
    case 'PageDown':
      return toRow(row + page)
    case 'PageUp':
      return toRow(row - page)
    case 'ArrowRight':
      return toColumn(column + (isRtl ? -1 : 1))
    case 'ArrowLeft':
      return toColumn(column + (isRtl ? 1 : -1))
    case 'Home':
      return ctrlKey ? { row: 0, column: 0 } : toColumn(0)
    case 'End':
      return ctrlKey ? { row: lastRow, column: lastColumn } : toColumn(lastColumn)
    default:
      return undefined
  }
}

function findCell(grid: HTMLElement, { row, column }: CellPlace): HTMLElement | null {
  const cell = [...grid.querySelectorAll<HTMLElement>('[data-row]')]
    .find(({ dataset }) => dataset['row'] === row)
    ?.querySelector<HTMLElement>(`[data-column="${column}"]`)
  return cell?.querySelector<HTMLElement>('button') ?? cell ?? null
}

function hasFocus(element: HTMLElement): boolean {
  const root = element.getRootNode()
  const { activeElement } = root instanceof ShadowRoot ? root : document
  return element.contains(activeElement)
}
