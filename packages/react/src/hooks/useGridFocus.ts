'use client'

import { useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'

import { useIsomorphicLayoutEffect } from './useIsomorphicLayoutEffect.js'

/** A cell of a grid, by the names in `data-row` and `data-column`. */
interface Place {
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
  const [active, setActive] = useState<Place>()
  const isWanted = useRef(false)
  const isInside = useRef(false)

  const { start, end } = drawn
  const drawnRows = rows.slice(start, end)
  const isActiveDrawn = active !== undefined && drawnRows.includes(active.row)
  // A row that is scrolled away cannot be tabbed to.
  const tabStop: Place | undefined = isActiveDrawn
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

function findCell(grid: HTMLElement, { row, column }: Place): HTMLElement | null {
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
