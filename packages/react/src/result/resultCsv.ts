import type { Run } from '@fishbowl/core'
import { getResultText } from '@fishbowl/core'
import { listKeys } from '@fishbowl/core/internal'

import { runAtOnce } from '../dom/slices.js'
import { formatNumber, isApproximate } from '../ui/formatNumber.js'
import { toCsvLine } from './csvLine.js'
import { readColumnKeys } from './table/resultColumns.js'
import type { JsonObject } from './values/resultContainer.js'
import { readField } from './values/resultContainer.js'
import { getResultShape } from './values/resultShape.js'

/** How a result is written as CSV. */
export interface ResultCsvOptions {
  /**
   * Writes for spreadsheets: puts `'` before text that one would run as a formula (`-5` as text becomes
   * `'-5`), and cuts off a cell at the 32,767 characters that Excel takes. It changes the data, so turn it
   * off where a program reads the file.
   *
   * @default true
   */
  formulaEscape?: boolean | undefined
  /**
   * What stands between cells. Excel expects `;` where its language has decimal commas.
   *
   * @default ','
   */
  delimiter?: ',' | ';' | '\t' | undefined
  /**
   * What stands before the decimals of numbers: with decimal commas Excel reads `12.5` as a date. A comma
   * needs another `delimiter` than the comma.
   *
   * @default '.'
   */
  decimalSeparator?: '.' | ',' | undefined
}

/**
 * A result that is a list of records as CSV after RFC 4180: a line of keys, then a line for each
 * record, nested values as JSON. `null` for a result of any other shape.
 *
 * Texts such as `00123` and ids of 20 digits are in the file as they are. A spreadsheet that opens it makes
 * numbers of them, which CSV cannot prevent: import the file instead, with such columns as text.
 *
 * @example
 * getResultCsv(run.result, { formulaEscape: false })
 */
export function getResultCsv(result: unknown, options?: ResultCsvOptions): string | null {
  const shape = getResultShape(result)
  if (shape.kind !== 'table') return null
  const keys = runAtOnce(readCsvKeys(shape.rows))
  return [...writeCsv(shape.rows, keys, options)].join('')
}

/** As many as the largest sheet of a spreadsheet has. */
const MAX_COLUMNS = 16_384
/**
 * Where each row has keys of its own, the cells are as many as the square of the rows. No result holds
 * so many values, so that most of the cells would be empty.
 */
const MAX_CELLS = 10_000_000

/** The keys of the columns, in steps for `runInSlices`. */
export function* readCsvKeys(
  rows: readonly JsonObject[],
): Generator<void, readonly string[], undefined> {
  const most = Math.max(100, Math.floor(MAX_CELLS / rows.length))
  return yield* readColumnKeys(rows, Math.min(most, MAX_COLUMNS))
}

/** Writes the CSV piece by piece, so that a long one can be written without holding up the page. */
export function* writeCsv(
  rows: readonly JsonObject[],
  keys: readonly string[],
  options: ResultCsvOptions = {},
): Generator<string, void, undefined> {
  // Excel takes a file that begins with these two letters for one of another format.
  yield toCsvLine(keys, options).replace(/^ID[^,;\t\r]*/, '"$&"')
  for (const row of rows) {
    const cells = keys.map((key) => readField(row, key))
    yield toCsvLine(cells, options)
  }
}

/** How the spreadsheets of a language read CSV: where numbers have a comma, it cannot part cells as well. */
export function getCsvOptions(locale: string | undefined): ResultCsvOptions {
  const hasComma = formatNumber(1.5, locale).includes(',')
  return hasComma ? { delimiter: ';', decimalSeparator: ',' } : {}
}

/**
 * The rows of a run's table with all the digits of numbers too long for JavaScript, in steps for
 * `runInSlices`. `null` when there are no such numbers, when the browser cannot tell their digits, or
 * when a schema made other rows of the result.
 */
export function* readExactRows(
  run: Run,
  rows: readonly JsonObject[],
): Generator<void, readonly JsonObject[] | null, undefined> {
  if (!(yield* hasApproximate(rows))) return null
  const shown = getResultShape(run.result)
  if (shown.kind !== 'table' || shown.rows !== rows) return null
  try {
    const exact = getResultShape(JSON.parse(getResultText(run), keepDigits))
    return exact.kind === 'table' ? exact.rows : null
  } catch {
    // The result is nested too deep for the browser to look at each number.
    return null
  }
}

function* hasApproximate(rows: readonly JsonObject[]): Generator<void, boolean, undefined> {
  for (const row of rows) {
    for (const key of listKeys(row)) {
      const value = readField(row, key)
      if (typeof value === 'number' && isApproximate(value)) return true
    }
    yield
  }
  return false
}

/** A reviver for `JSON.parse`: it keeps a number that is too long as a `BigInt`, or as its text. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || !isApproximate(value)) return value
  return /^-?\d+$/.test(source) ? BigInt(source) : source
}
