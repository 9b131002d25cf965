'use client'

import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { useRef, useState } from 'react'

import { getActiveElement, getWindow } from './ownWindow.js'
import { useIsomorphicLayoutEffect } from './useLatest.js'

export interface UseKeyedGridOptions {
  grid: RefObject<HTMLElement | null>
  /** The keys of all rows, whether they are drawn or not. */
  rows: readonly string[]
  /** The keys of all columns. */
  columns: readonly string[]
  /** The index of the first row that is drawn, and of the row after the last one. */
  drawn: { start: number; end: number }
  scrollToRow: (index: number) => void
}

/**
 * One tab stop and arrow keys for a grid whose rows come, go and change places: the focus stays at its
 * row. Only some rows need to be drawn. Mark rows by their index in `data-row`, as a key may not be for all
 * eyes, and cells by their keys in `data-column`, and make the cell at `tabStop` the one that the Tab key
 * reaches.
 *
 * Where rows keep their places, `useIndexedGrid` spares a render for each key.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function useKeyedGrid({ grid, rows, columns, drawn, scrollToRow }: UseKeyedGridOptions) {
  const [active, setActive] = useState<CellKey>()
  /** Whether the focus is on its way to a cell, which may have to be drawn first. */
  const isMoving = useRef(false)
  const isInside = useRef(false)

  const { start, end } = drawn
  const drawnRows = rows.slice(start, end)
  const isActiveDrawn = active !== undefined && drawnRows.includes(active.row)
  // The Tab key cannot reach a row that is not drawn, so then it reaches the first one that is.
  const tabStop: CellKey | undefined = isActiveDrawn
    ? {
        row: active.row,
        column: columns.includes(active.column) ? active.column : (columns[0] ?? ''),
      }
    : drawnRows[0] !== undefined && columns[0] !== undefined
      ? { row: drawnRows[0], column: columns[0] }
      : undefined

  useIsomorphicLayoutEffect(() => {
    if (!grid.current) return
    if (isMoving.current && active) {
      const target = findCell(grid.current, rows.indexOf(active.row), active.column)
      if (target) isMoving.current = false
      target?.focus({ preventScroll: true })
    } else if (isInside.current && !grid.current.contains(getActiveElement(grid.current))) {
      // The row with the focus has been scrolled away. Without this the keyboard would start from the top
      // of the page.
      grid.current.focus({ preventScroll: true })
    }
  })

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    isInside.current = true
    const row = rows[Number(target.closest<HTMLElement>('[data-row]')?.dataset['row'])]
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
    const grid = event.currentTarget
    const isRtl = getWindow(grid).getComputedStyle(grid).direction === 'rtl'
    const next = move(event, isRtl, {
      row: rows.indexOf(from.row),
      column: Math.max(0, columns.indexOf(from.column)),
      lastRow: rows.length - 1,
      lastColumn: columns.length - 1,
    })
    if (!next) return
    event.preventDefault()
    isMoving.current = true
    setActive({ row: rows[next.row] ?? '', column: columns[next.column] ?? '' })
    scrollToRow(next.row)
  }

  return { tabStop, gridProps: { tabIndex: -1, onFocus, onBlur, onKeyDown } }
}

/** A cell of a grid, by the keys of its row and its column. */
interface CellKey {
  row: string
  column: string
}

/** How many rows Page Up and Page Down go past. */
const PAGE = 10

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
      return toRow(row + PAGE)
    case 'PageUp':
      return toRow(row - PAGE)
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

function findCell(grid: HTMLElement, row: number, column: string): HTMLElement | null {
  const cell = grid.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
  return cell?.querySelector<HTMLElement>('button') ?? cell ?? null
}
