'use client'

import type { Run } from '@fishbowl/core'
import type { UIEvent } from 'react'
import { forwardRef, useCallback, useImperativeHandle, useMemo, useRef } from 'react'

import { useKeyedGrid } from '../dom/useKeyedGrid.js'
import { useWindow } from '../dom/useWindow.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import type { CellName } from './columns.js'
import type { ListMessages } from './messages.js'
import { listMessages } from './messages.js'
import type { RunListRowProps } from './RunListRow.js'
import { FIRST_ROW, RunListRow } from './RunListRow.js'

export interface RunListGridProps extends Pick<
  RunListRowProps,
  'cells' | 'title' | 'onSelect' | 'canCancel' | 'onRunAgain'
> {
  rows: readonly Run[]
  /** How many runs all pages have, or `null` when that is not known. */
  total: number | null
  selectedRunId: string | null
  /** Told how many pixels of the rows are above and below what is seen. */
  onScroll: (above: number, below: number) => void
}

/** Pixels, as in the style sheet. */
const HEADER_HEIGHT = 36

/** The rows of a `RunList`, of which only those in sight are drawn. Its element is the one that scrolls. */
export const RunListGrid = forwardRef<HTMLDivElement, RunListGridProps>(function RunListGrid(
  { rows, total, selectedRunId, cells, onScroll, ...rowProps },
  ref,
) {
  const messages = useMessages(listMessages)
  const grid = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => grid.current)
  const { viewportRef, rowRef, start, end, contentStyle, scrollToRow } = useWindow({
    count: rows.length,
    headerHeight: HEADER_HEIGHT,
  })
  const runIds = useMemo(() => rows.map(({ runId }) => runId), [rows])
  const { tabStop, gridProps } = useKeyedGrid({
    grid,
    rows: runIds,
    columns: cells,
    drawn: { start, end },
    scrollToRow,
  })
  const rootRef = useCallback(
    (element: HTMLDivElement | null) => {
      grid.current = element
      viewportRef(element)
    },
    [viewportRef],
  )
  const isComplete = total !== null && total <= rows.length

  return (
    <div
      ref={rootRef}
      role="grid"
      className="fishbowl-run-list-grid fishbowl-viewport"
      aria-label={messages.listLabel}
      aria-colcount={cells.length}
      aria-rowcount={isComplete ? rows.length + 1 : -1}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent) =>
        onScroll(scrollTop, scrollHeight - clientHeight - scrollTop)
      }
      {...gridProps}
    >
      <div role="rowgroup" className="fishbowl-run-list-header" {...innerPart('columns')}>
        <div role="row" className="fishbowl-run-list-row" aria-rowindex={1}>
          {cells.map((name, index) => (
            <div key={name} role="columnheader" aria-colindex={index + 1} data-column={name}>
              {/* In smaller letters than the cell, which is so many characters of the rows wide. */}
              <span>{getColumnLabel(name, messages)}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="fishbowl-run-list-rows" style={contentStyle}>
        {rows.slice(start, end).map((run, index) => (
          <RunListRow
            key={run.runId}
            ref={index === 0 ? rowRef : undefined}
            run={run}
            rowIndex={start + index + FIRST_ROW}
            cells={cells}
            isSelected={run.runId === selectedRunId}
            tabStop={
              run.runId === tabStop?.row ? cells.find((name) => name === tabStop.column) : undefined
            }
            {...rowProps}
          />
        ))}
      </div>
    </div>
  )
})

export function getColumnLabel(name: CellName, messages: ListMessages): string {
  switch (name) {
    case 'status':
      return messages.listStatus
    case 'goal':
      return messages.listGoal
    case 'started':
      return messages.listStarted
    case 'duration':
      return messages.listDuration
    case 'steps':
      return messages.listSteps
    case 'actions':
      return messages.listActions
  }
}
