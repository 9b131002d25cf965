'use client'

import { useMemo } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { useMore } from '../hooks/useMore.js'
import { getColumns } from '../resultColumns.js'
import type { JsonObject } from '../resultShape.js'
import { Button } from './Button.js'
import { ResultValue } from './ResultValue.js'

/** Records as rows, with the union of their keys as columns, in a box that scrolls by itself. */
export function ResultTable({ rows }: { rows: readonly JsonObject[] }) {
  const { messages } = useFishbowl()
  const columns = useMemo(() => getColumns(rows), [rows])
  const { visible, left, showMore } = useMore(rows, 50)
  return (
    <>
      <div
        className="fishbowl-result-scroll"
        role="region"
        aria-label={messages.resultTab}
        tabIndex={0}
      >
        <table className="fishbowl-result-table">
          <thead>
            <tr>
              {columns.map(({ key, isNumeric }) => (
                <th key={key} scope="col" data-numeric={isNumeric ? '' : undefined}>
                  <bdi>{key}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visible.map((row, index) => (
              <tr key={index}>
                {columns.map(({ key, isNumeric }) => (
                  <td key={key} data-numeric={isNumeric ? '' : undefined}>
                    {Object.hasOwn(row, key) && <ResultValue value={row[key]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && <Button onClick={showMore}>{messages.resultShowMore(left)}</Button>}
    </>
  )
}
