'use client'

import { forwardRef, memo } from 'react'

import { checkLinkUrl } from '../../ui/UntrustedLink.js'
import { cutText } from '../../ui/textPieces.js'
import { UntrustedText } from '../../ui/UntrustedText.js'
import type { JsonObject } from '../values/resultContainer.js'
import { hasField, readContainer, readField } from '../values/resultContainer.js'
import { getPreview, isShortList } from '../values/valueText.js'
import type { Column } from './resultColumns.js'
import { ResultFoldedValue } from './ResultFoldedValue.js'

/** A cell, by the place of its row among all rows. */
export interface CellPlace {
  index: number
  key: string
}

export interface ResultTableRowProps {
  /** Its place among all rows, from 0. */
  index: number
  /** Its place among the rows that are shown, as they are sorted, from 0. */
  position: number
  row: JsonObject
  columns: readonly Column[]
  /** Whether it is a line of a long table. */
  isLong: boolean
  /** Marks what was searched for; in lower case. */
  query: string | undefined
  /** The key of the value that is open below the table. */
  openKey: string | undefined
  detailId: string
  onOpen: (place: CellPlace, opener: HTMLElement) => void
}

/** Characters of a text that is read in the cell itself: of a cell with many lines, and of one with one. */
const LONGEST_TEXT = 240
const LONGEST_LINE = 40
/** Characters of a longer text that are drawn; the style sheet cuts it at the edge of the cell. */
const DRAWN_TEXT = 120

/** One record of a table. What does not fit into a cell is a button that opens it below the table. */
export const ResultTableRow = memo(
  forwardRef<HTMLTableRowElement, ResultTableRowProps>(function ResultTableRow(
    { index, position, row, columns, isLong, query, openKey, detailId, onOpen },
    ref,
  ) {
    return (
      <tr ref={ref} aria-rowindex={position + 2}>
        {columns.map(({ key, isNumeric, decimals }, column) => {
          const value = readField(row, key)
          return (
            <td
              role="gridcell"
              key={key}
              aria-colindex={column + 1}
              data-numeric={isNumeric ? '' : undefined}
            >
              {isOpenable(value, isLong) ? (
                <button
                  type="button"
                  className="fishbowl-result-open"
                  aria-expanded={openKey === key}
                  aria-controls={openKey === key ? detailId : undefined}
                  onClick={({ currentTarget }) => onOpen({ index, key }, currentTarget)}
                >
                  <UntrustedText text={getLine(value)} query={query} />
                </button>
              ) : (
                hasField(row, key) && (
                  <ResultFoldedValue value={value} query={query} decimals={decimals} />
                )
              )}
            </td>
          )
        })}
      </tr>
    )
  }),
)

function isOpenable(value: unknown, isLong: boolean): boolean {
  const longest = isLong ? LONGEST_LINE : LONGEST_TEXT
  if (typeof value === 'string') return value.length > longest && !checkLinkUrl(value)
  if (isShortList(value)) return value.join(', ').length > longest
  return (readContainer(value)?.count ?? 0) > 0
}

function getLine(value: unknown): string {
  if (typeof value !== 'string') return isShortList(value) ? value.join(', ') : getPreview(value)
  const cut = cutText(value, DRAWN_TEXT)
  return cut.length < value.length ? `${cut}…` : cut
}
