'use client'

import { useEffect, useMemo, useState } from 'react'

import { runInSlices } from '../../dom/slices.js'
import type { JsonObject } from '../values/resultContainer.js'
import type { Column } from './resultColumns.js'
import { getColumns, readColumns } from './resultColumns.js'

export interface UseColumnsResult {
  columns: readonly Column[]
  /** Whether there are more columns, which are not shown. */
  isCut: boolean
}

/** How many rows are read at once, in a few milliseconds; rows further down seldom have other keys. */
const ROWS_AT_ONCE = 1_000

/** Keys may all differ, and a table of a hundred thousand columns crashes the browser tab. */
const MAX_COLUMNS = 100

/** The columns of a table; those that only far rows have are added as soon as they are found. */
export function useColumns(rows: readonly JsonObject[]): UseColumnsResult {
  const atOnce = useMemo(() => getColumns(rows.slice(0, ROWS_AT_ONCE), MAX_COLUMNS + 1), [rows])
  const [all, setAll] = useState<{ rows: readonly JsonObject[]; columns: readonly Column[] }>()

  useEffect(() => {
    if (rows.length <= ROWS_AT_ONCE) return
    let stop = () => {}
    // After a timer, so that the first rows are on the screen before the others are read.
    const timer = setTimeout(() => {
      stop = runInSlices(readColumns(rows, MAX_COLUMNS + 1), (columns) => {
        if (columns.length > atOnce.length) setAll({ rows, columns })
      })
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [rows, atOnce])

  const columns = all?.rows === rows ? all.columns : atOnce
  const isCut = columns.length > MAX_COLUMNS
  return { columns: isCut ? columns.slice(0, MAX_COLUMNS) : columns, isCut }
}
