'use client'

import { forwardRef, useId } from 'react'

import { toPlainText } from '../../ui/textPieces.js'
import { useMessages } from '../../ui/useMessages.js'
import type { FieldLabels } from '../values/fieldLabels.js'
import { isRenamed } from '../values/fieldNames.js'
import { resultMessages } from '../values/messages.js'
import { ResultName } from '../values/ResultText.js'
import type { Column } from './resultColumns.js'
import type { ResultSorting } from './resultSort.js'

export interface ResultTableHeadProps {
  columns: readonly Column[]
  labels: FieldLabels
  /** What the columns are called, by their keys. */
  names: ReadonlyMap<string, string>
  sorting: ResultSorting | null
  onSort: (key: string) => void
}

/** The names of the columns. Each is a button that sorts by its column. Renders a `<thead>`. */
export const ResultTableHead = forwardRef<HTMLTableSectionElement, ResultTableHeadProps>(
  function ResultTableHead({ columns, labels, names, sorting, onSort }, ref) {
    return (
      <thead ref={ref}>
        <tr aria-rowindex={1}>
          {columns.map((column, index) => (
            <th
              key={column.key}
              scope="col"
              aria-colindex={index + 1}
              aria-sort={sorting?.key === column.key ? sorting.direction : undefined}
              data-numeric={column.isNumeric ? '' : undefined}
              data-size={column.size}
            >
              <SortButton
                fieldKey={column.key}
                name={names.get(column.key) ?? column.key}
                description={labels.get(column.key)?.description ?? ''}
                onClick={() => onSort(column.key)}
              />
            </th>
          ))}
        </tr>
      </thead>
    )
  },
)

interface SortButtonProps {
  fieldKey: string
  name: string
  description: string
  onClick: () => void
}

function SortButton({ fieldKey, name, description, onClick }: SortButtonProps) {
  const messages = useMessages(resultMessages)
  const noteId = useId()
  // Words stand in the place of the key, so the key is in the note.
  const note =
    description || isRenamed(fieldKey, name)
      ? toPlainText(messages.resultFieldNote(fieldKey, description))
      : undefined
  return (
    <>
      <button
        type="button"
        className="fishbowl-result-sort"
        title={note}
        aria-describedby={note === undefined ? undefined : noteId}
        onClick={onClick}
      >
        <ResultName name={name} />
        <svg className="fishbowl-result-sort-icon" viewBox="0 0 8 12" aria-hidden="true">
          <path d="M4 1 1 4.5h6Z" />
          <path d="m4 11 3-3.5H1Z" />
        </svg>
      </button>
      {note !== undefined && (
        <span id={noteId} hidden>
          {note}
        </span>
      )}
    </>
  )
}
