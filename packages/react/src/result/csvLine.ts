import { toJsonText } from '@fishbowl/core/internal'

import { UNSEEN } from '../ui/unseen.js'

/**
 * One line of CSV after RFC 4180.
 *
 * With `formulaEscape`, no cell begins with what a spreadsheet runs, also where the spreadsheet is
 * set to split cells at `;` or at tabs, as in half of Europe. It then takes a quote in the middle of
 * what it thinks is a cell for a letter, so that what follows a `;`, a tab or a line break within a
 * text begins a cell of its own.
 */
export function toCsvLine(
  values: readonly unknown[],
  { formulaEscape = true }: { formulaEscape?: boolean },
): string {
  const cells = values.map((value, index) => {
    const text = toText(value)
    if (!formulaEscape || isNumber(value)) return quote(text)
    return quote(escapeFormulas(text, index === values.length - 1))
  })
  const line = cells.join(',')
  // Split elsewhere, a line is a single cell, and one that begins with a negative number a formula.
  const isFormula = formulaEscape && line.startsWith('-') && !/^[\d.,eE+-]*$/.test(line)
  return `${isFormula ? "'" : ''}${line}\r\n`
}

function isNumber(value: unknown): boolean {
  return ['number', 'bigint'].includes(typeof value)
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value.replaceAll('\0', '') : toJsonText(value)
}

function quote(text: string): string {
  return /[",;'\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * What a spreadsheet takes for the start of a formula, a command or a macro, with the wide, small and
 * raised forms of these characters, which some turn into the plain ones.
 */
const TRIGGERS = '=+\\-@|%＝＋－＠｜％﹦﹢﹣﹫﹪⁺⁻⁼₊₋₌'
/** What spreadsheets skip, or nobody sees, before the first character of a cell. */
const SKIPPED = `\\s"'${UNSEEN}`
const FIRST = new RegExp(`^[${SKIPPED}]*?[${TRIGGERS}\\t\\r\\n]`, 'u')
const TRIGGER = new RegExp(`^[${TRIGGERS}]`, 'u')
/** Where a cell may begin within a text, up to its first character that counts. */
const STARTS = new RegExp(`[;\\t\\r\\n][;${SKIPPED}]*`, 'gu')
const START = /\r\n|[;\t\r\n]/g

/** Puts a `'` before all that would be run, where a cell may begin. */
function escapeFormulas(text: string, isLast: boolean): string {
  const escaped = text.replace(STARTS, (starts, at: number) => {
    const end = at + starts.length
    // What follows the last cell of a line is the line below.
    const isEnd = isLast && end === text.length
    const isRun = isEnd || TRIGGER.test(text.slice(end, end + 2)) || beginsOddly(starts)
    return isRun ? starts.replace(START, "$&'") : starts
  })
  return FIRST.test(text) ? `'${escaped}` : escaped
}

/** Whether a cell begins with a tab, or with a quote that takes a tab or a line break into it. */
function beginsOddly(starts: string): boolean {
  const tab = starts.lastIndexOf('\t')
  const quote = starts.indexOf('"')
  const lastBreak = Math.max(tab, starts.lastIndexOf('\r'), starts.lastIndexOf('\n'))
  // Two searches: one expression for both would look through the rest again from each place.
  return (
    (tab > 0 && starts.slice(0, tab).search(/[;\r\n]/) >= 0) || (quote >= 0 && quote < lastBreak)
  )
}
