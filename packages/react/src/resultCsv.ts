import { toJsonText } from '@fishbowl/core'

import { getColumns } from './resultColumns.js'
import type { Column } from './resultColumns.js'
import { getResultShape, readField } from './resultShape.js'
import type { JsonObject } from './resultShape.js'

export interface ResultCsvOptions {
  /**
   * Puts `'` before text that a spreadsheet would run as a formula. It changes the data (`-5` as text
   * becomes `'-5`), so turn it off where a program reads the file.
   *
   * @default true
   */
  formulaEscape?: boolean
}

/**
 * A result that is a list of records as CSV after RFC 4180: a line of keys, then a line for each
 * record, nested values as JSON. `null` for a result of any other shape.
 *
 * @example
 * getResultCsv(run.result, { formulaEscape: false })
 */
export function getResultCsv(result: unknown, options?: ResultCsvOptions): string | null {
  const shape = getResultShape(result)
  if (shape.kind !== 'table') return null
  return [...writeCsv(shape.rows, getColumns(shape.rows), options)].join('')
}

/** Writes the CSV piece by piece, so that a long one can be written without holding up the page. */
export function* writeCsv(
  rows: readonly JsonObject[],
  columns: readonly Column[],
  { formulaEscape = true }: ResultCsvOptions = {},
): Generator<string, void, undefined> {
  const toLine = (cells: unknown[]) =>
    `${cells.map((cell) => toCell(cell, formulaEscape)).join(',')}\r\n`
  yield toLine(columns.map(({ key }) => key))
  for (const row of rows) {
    yield toLine(columns.map(({ key }) => readField(row, key)))
  }
}

/**
 * What a spreadsheet takes for the start of a formula, a command or a macro, full-width forms and the
 * separator of older files included. Spreadsheets skip spaces, quotes and what cannot be seen.
 */
const formula = /^[\s"'\p{Cf}\p{Cc}]*?[=+\-@|%＝＋－＠\t\r\n]/u

function toCell(value: unknown, formulaEscape: boolean): string {
  if (value === null || value === undefined) return ''
  if (['number', 'bigint', 'boolean'].includes(typeof value)) return toJsonText(value)
  const text = (typeof value === 'string' ? value : toJsonText(value)).replaceAll('\0', '')
  const safe = formulaEscape && formula.test(text) ? `'${text}` : text
  const isQuoted = /[",;'\t\r\n]|^\s|\s$/.test(safe)
  return isQuoted ? `"${safe.replaceAll('"', '""')}"` : safe
}
