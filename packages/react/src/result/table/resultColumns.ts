import { listKeys } from '@fishbowl/core/internal'

import { runAtOnce } from '../../dom/slices.js'
import type { JsonObject } from '../values/resultContainer.js'
import { readField } from '../values/resultContainer.js'

export interface Column {
  key: string
  /** Whether all its values are numbers, which stand at the end of their column, one below the other. */
  isNumeric: boolean
  /** How many decimals its numbers have at least, so that their points stand one below the other. */
  decimals: number
  /** How much room the texts of the column need. */
  size: 'small' | 'medium' | 'large'
}

/** So many rows tell what a column holds, so that a long table is not walked twice. */
const SAMPLE_SIZE = 200

/** More decimals than these are no price, and zeros behind a number would only be in the way. */
const MOST_DECIMALS = 4

/** How many rows are read in one step: a fraction of a millisecond. */
const ROWS_PER_STEP = 2_000

/**
 * The union of all keys, in the order in which they first appear, in steps for `runInSlices`. Stops
 * after `most` columns, as keys may all differ.
 */
export function* readColumns(
  rows: readonly JsonObject[],
  most = Infinity,
): Generator<void, Column[], undefined> {
  const keys = yield* readColumnKeys(rows, most)
  const sample = rows.slice(0, SAMPLE_SIZE)
  return keys.map((key) => getColumn(key, sample))
}

/** The keys of the same columns alone. */
export function* readColumnKeys(
  rows: readonly JsonObject[],
  most: number,
): Generator<void, string[], undefined> {
  const keys = new Set<string>()
  let last: readonly string[] = []
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_STEP === 0) yield
    const names = listKeys(row)
    // Most rows have the keys of the row before; to compare them is faster than to look each one up.
    if (names.length === last.length && names.every((name, index) => name === last[index])) continue
    for (const name of names) if (keys.size < most) keys.add(name)
    last = names
    if (keys.size >= most) break
  }
  return [...keys]
}

/** The same columns at once. */
export function getColumns(rows: readonly JsonObject[], most?: number): Column[] {
  return runAtOnce(readColumns(rows, most))
}

function getColumn(key: string, sample: readonly JsonObject[]): Column {
  const values = sample.map((row) => readField(row, key)).filter((value) => value !== null)
  const isNumeric = values.length > 0 && values.every((value) => typeof value === 'number')
  const lengths = values.map((value) => (typeof value === 'string' ? value.length : 12))
  const longest = Math.max(key.length, ...lengths)
  const decimals = isNumeric ? countDecimals(values as number[]) : 0
  return {
    key,
    isNumeric,
    decimals,
    size: longest > 40 ? 'large' : longest > 16 ? 'medium' : 'small',
  }
}

function countDecimals(values: readonly number[]): number {
  const counts = values.map((value) => /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0)
  const most = Math.max(...counts)
  return most > MOST_DECIMALS ? 0 : most
}
