'use client'

import { useEffect, useMemo, useState } from 'react'

import { runAtOnce, runInSlices } from '../../dom/slices.js'
import type { JsonObject } from '../values/resultShape.js'
import { readField } from '../values/resultShape.js'

export interface Column {
  key: string
  /** Numbers stand one below the other, at the end of their column. */
  isNumeric: boolean
  /** How much room the texts of the column need. */
  size: 'small' | 'medium' | 'large'
}

/** What a column holds is told by the first rows, so that a long table is not walked twice. */
const sampleSize = 200

/** How many rows are read in one step: a fraction of a millisecond. */
const stepSize = 2_000

/**
 * The union of all keys, in the order in which they first appear, in steps for `runInSlices`. Stops
 * after `most` columns, as keys may all differ.
 */
export function* readColumns(
  rows: readonly JsonObject[],
  most = Infinity,
): Generator<void, Column[], undefined> {
  const keys = new Set<string>()
  let last: readonly string[] = []
  for (const [index, row] of rows.entries()) {
    if (index % stepSize === 0) yield
    const names = Object.keys(row)
    // Most rows have the keys of the row before, which is told faster than looked up.
    if (names.length === last.length && names.every((name, index) => name === last[index])) continue
    for (const name of names) if (keys.size < most) keys.add(name)
    last = names
    if (keys.size >= most) break
  }
  const sample = rows.slice(0, sampleSize)
  return [...keys].map((key) => getColumn(key, sample))
}

export function getColumns(rows: readonly JsonObject[], most?: number): Column[] {
  return runAtOnce(readColumns(rows, most))
}

function getColumn(key: string, sample: readonly JsonObject[]): Column {
  const values = sample.map((row) => readField(row, key)).filter((value) => value !== null)
  const isNumeric = values.length > 0 && values.every((value) => typeof value === 'number')
  const lengths = values.map((value) => (typeof value === 'string' ? value.length : 12))
  const longest = Math.max(key.length, ...lengths)
  return { key, isNumeric, size: longest > 40 ? 'large' : longest > 16 ? 'medium' : 'small' }
}

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
