'use client'

import { useEffect, useMemo, useState } from 'react'

import { getColumns, readColumns } from '../resultColumns.js'
import type { Column } from '../resultColumns.js'
import type { JsonObject } from '../resultShape.js'
import { runInSlices } from '../slices.js'

/** Reading the keys of so many rows takes a few milliseconds; rows further down seldom have others. */
const rowsAtOnce = 1_000

/** Keys may all differ, and a table of a hundred thousand columns ends the browser tab. */
const mostColumns = 100

export interface UseColumnsResult {
  columns: readonly Column[]
  /** Whether there are more, which are not shown. */
  isCut: boolean
}

/** The columns of a table; those that only far rows have are added as soon as they are found. */
export function useColumns(rows: readonly JsonObject[]): UseColumnsResult {
  const atOnce = useMemo(() => getColumns(rows.slice(0, rowsAtOnce), mostColumns + 1), [rows])
  const [all, setAll] = useState<{ rows: readonly JsonObject[]; columns: readonly Column[] }>()

  useEffect(() => {
    if (rows.length <= rowsAtOnce) return
    let stop = () => {}
    // Not before the first rows are on the screen.
    const timer = setTimeout(() => {
      stop = runInSlices(readColumns(rows, mostColumns + 1), (columns) => {
        if (columns.length > atOnce.length) setAll({ rows, columns })
      })
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [rows, atOnce])

  const columns = all?.rows === rows ? all.columns : atOnce
  const isCut = columns.length > mostColumns
  return { columns: isCut ? columns.slice(0, mostColumns) : columns, isCut }
}
