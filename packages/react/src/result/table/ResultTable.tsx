'use client'

import type { KeyboardEvent } from 'react'
import { useCallback, useId, useMemo, useRef, useState } from 'react'

import { useFishbowl } from '../../context/context.js'
import { useIndexedGrid } from '../../dom/useIndexedGrid.js'
import { useWindow } from '../../dom/useWindow.js'
import { innerPart } from '../../ui/innerPart.js'
import { useMessages } from '../../ui/useMessages.js'
import { getFieldLabels } from '../values/fieldLabels.js'
import { nameFields } from '../values/fieldNames.js'
import { resultMessages } from '../values/messages.js'
import type { JsonObject } from '../values/resultContainer.js'
import { readField } from '../values/resultContainer.js'
import { ResultCellDetail } from './ResultCellDetail.js'
import { ResultTableHead } from './ResultTableHead.js'
import type { CellPlace } from './ResultTableRow.js'
import { ResultTableRow } from './ResultTableRow.js'
import { useColumns } from './useColumns.js'
import { useSorting } from './useSorting.js'

export interface ResultTableProps {
  rows: readonly JsonObject[]
  /** What it is a table of, for those who cannot see what is around it. */
  label?: string | undefined
  /** The JSON Schema that the run was asked to follow; its titles name the columns. */
  schema?: unknown
  /** The places of the rows to show, in order; `null` for all. */
  matches?: readonly number[] | null
  /** What was searched for, in lower case: it is marked. */
  query?: string | undefined
}

/** Tables of more rows have rows of one line, of which only those that are seen are drawn. */
const LONGEST_PLAIN_TABLE = 100

/**
 * Records as rows, with the union of their keys as columns, in a box that scrolls by itself: a grid
 * that can be sorted and walked through by arrow keys. What does not fit into a cell opens below.
 */
export function ResultTable({ rows, label, schema, matches = null, query }: ResultTableProps) {
  const { locale } = useFishbowl()
  const messages = useMessages(resultMessages)
  const detailId = useId()
  const { columns, isCut } = useColumns(rows)
  const { labels, names } = useMemo(() => {
    const keys = columns.map(({ key }) => key)
    const labels = getFieldLabels(schema, keys)
    return { labels, names: nameFields(keys, labels) }
  }, [schema, columns])
  const { sorting, order, isSorting, sortBy } = useSorting(rows, locale)
  const shown = useMemo(() => getShownRows(rows, order, matches), [rows, order, matches])
  const count = shown?.length ?? rows.length

  const isLong = rows.length > LONGEST_PLAIN_TABLE
  const [headerHeight, setHeaderHeight] = useState(0)
  const list = useWindow({ count, headerHeight, overscan: 5, firstRows: 20 })
  const [start, end] = isLong ? [list.start, list.end] : [0, count]
  const { viewportRef, scrollToRow } = list
  const viewport = useRef<HTMLDivElement | null>(null)
  const setViewport = useCallback(
    (element: HTMLDivElement | null) => {
      viewport.current = element
      viewportRef(isLong ? element : null)
    },
    [viewportRef, isLong],
  )
  const measureHead = useCallback((head: HTMLElement | null) => {
    if (head) setHeaderHeight(head.offsetHeight)
  }, [])
  const grid = useIndexedGrid({
    viewport,
    rowCount: count + 1,
    columnCount: columns.length,
    revealRow: (row) => scrollToRow(row - 2),
  })

  const [opened, setOpened] = useState<CellPlace & { row: JsonObject; opener: HTMLElement }>()
  // Another result may have come since the value was opened.
  const detail = opened && rows[opened.index] === opened.row ? opened : undefined
  const open = useCallback(
    (place: CellPlace, opener: HTMLElement) => {
      const row = rows[place.index]
      setOpened((opened) => {
        const isOpen = opened?.index === place.index && opened.key === place.key
        return isOpen || !row ? undefined : { ...place, row, opener }
      })
    },
    [rows],
  )
  function close() {
    detail?.opener.focus()
    setOpened(undefined)
  }
  const escape = {
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !detail) return
      // A dialog around the table must not close with it.
      event.stopPropagation()
      close()
    },
  }

  return (
    <div className="fishbowl-result-grid" {...escape}>
      <div ref={setViewport} className="fishbowl-viewport" {...grid}>
        <div
          className="fishbowl-result-grid-content"
          style={
            isLong && list.contentStyle
              ? { ...list.contentStyle, blockSize: list.totalHeight + headerHeight }
              : undefined
          }
        >
          <table
            className="fishbowl-result-table"
            {...innerPart('table')}
            role="grid"
            data-long={isLong ? '' : undefined}
            aria-label={label ?? messages.resultTableLabel}
            aria-rowcount={count + 1}
            aria-colcount={columns.length}
            aria-busy={isSorting || undefined}
          >
            <ResultTableHead
              // To measure forces a layout, and only a long table has a use for the height.
              ref={isLong ? measureHead : undefined}
              columns={columns}
              labels={labels}
              names={names}
              sorting={sorting}
              onSort={sortBy}
            />
            <tbody>
              {Array.from({ length: end - start }, (_, place) => {
                const position = start + place
                const index = shown ? (shown[position] ?? 0) : position
                return (
                  <ResultTableRow
                    key={index}
                    ref={place === 0 ? list.rowRef : undefined}
                    index={index}
                    position={position}
                    row={rows[index] ?? {}}
                    columns={columns}
                    isLong={isLong}
                    query={query}
                    openKey={detail?.index === index ? detail.key : undefined}
                    detailId={detailId}
                    onOpen={open}
                  />
                )
              })}
            </tbody>
          </table>
        </div>
      </div>
      {isCut && (
        <p className="fishbowl-result-grid-note">{messages.resultColumnsCut(columns.length)}</p>
      )}
      {detail && (
        <ResultCellDetail
          id={detailId}
          name={names.get(detail.key) ?? detail.key}
          rowNumber={detail.index + 1}
          value={readField(detail.row, detail.key)}
          onClose={close}
        />
      )}
    </div>
  )
}

/** The places of the rows to show, in the order in which to show them; `null` for all as they came. */
function getShownRows(
  rows: readonly JsonObject[],
  order: Uint32Array | null,
  matches: readonly number[] | null,
): ArrayLike<number> | null {
  if (!order || !matches) return order ?? matches
  const isMatch = new Uint8Array(rows.length)
  for (const index of matches) isMatch[index] = 1
  return order.filter((index) => isMatch[index] === 1)
}
