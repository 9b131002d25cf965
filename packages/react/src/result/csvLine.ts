import { toJsonText } from '@fishbowl/core/internal'

import { UNSEEN } from '../ui/unseen.js'

/** How a line of CSV is written. */
export interface CsvFormat {
  formulaEscape?: boolean | undefined
  delimiter?: ',' | ';' | '\t' | undefined
  decimalSeparator?: '.' | ',' | undefined
}

/**
 * Excel takes so many characters into a cell. It puts what is behind them into the next one, where it
 * could be run.
 */
const MAX_CELL_LENGTH = 32_767

/**
 * One line of CSV after RFC 4180, or with another delimiter.
 *
 * With `formulaEscape`, no cell begins with what a spreadsheet runs, also where the spreadsheet is
 * set to split cells at another of `,`, `;` and tabs. It then takes a quote in the middle of
 * what it thinks is a cell for a letter, so that what follows a `;`, a tab or a line break within a
 * text begins a cell of its own.
 */
export function toCsvLine(values: readonly unknown[], format: CsvFormat): string {
  const { formulaEscape = true, delimiter = ',', decimalSeparator } = format
  const hasComma = decimalSeparator === ',' && delimiter !== ','
  const cells = values.map((value, index) => {
    const text = toText(value)
    // Without quotes: behind them, a program that splits cells elsewhere would find a formula in `"-1,5"`.
    if (isNumber(value)) return hasComma ? text.replace('.', ',') : text
    if (!formulaEscape) return quote(text)
    const place = { isFirst: index === 0, isLast: index === values.length - 1 }
    return quote(cut(escapeFormulas(cut(text), delimiter, place)))
  })
  const line = cells.join(delimiter)
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

function cut(text: string): string {
  if (text.length <= MAX_CELL_LENGTH) return text
  // The first half of a character of two would be written as a question mark.
  return `${text.slice(0, MAX_CELL_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
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

const BLANK = new RegExp(`^[${SKIPPED}]*$`, 'u')

/** Where a cell may begin within a text, for a program that splits cells at other characters than we do. */
const starts = { ',': createStarts(';\\t'), ';': createStarts(',\\t'), '\t': createStarts(',;') }

function createStarts(others: string) {
  return {
    /** With all up to the first character that counts. */
    wide: new RegExp(`[${others}\\r\\n][${others}${SKIPPED}]*`, 'gu'),
    each: new RegExp(`\\r\\n|[${others}\\r\\n]`, 'g'),
    notTab: new RegExp(`[${others.replace('\\t', '')}\\r\\n]`),
  }
}

/** Puts a `'` before all that would be run, where a cell may begin. */
function escapeFormulas(
  text: string,
  delimiter: NonNullable<CsvFormat['delimiter']>,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): string {
  const { wide, each, notTab } = starts[delimiter]
  const isTab = delimiter === '\t'
  const escaped = text.replace(wide, (start, at: number) => {
    const end = at + start.length
    // What follows the last cell of a line is the line below; what follows any other, our delimiter.
    const isEnd = (isLast || isTab) && end === text.length
    const isRun = isEnd || TRIGGER.test(text.slice(end, end + 2)) || beginsOddly(start, notTab)
    return isRun ? start.replace(each, "$&'") : start
  })
  const isFormula = FIRST.test(text) || (isTab && isFirst && BLANK.test(text))
  return isFormula ? `'${escaped}` : escaped
}

/** Whether a cell begins with a tab, or with a quote that takes a tab or a line break into it. */
function beginsOddly(start: string, notTab: RegExp): boolean {
  const tab = start.lastIndexOf('\t')
  const quote = start.indexOf('"')
  const lastBreak = Math.max(tab, start.lastIndexOf('\r'), start.lastIndexOf('\n'))
  // Two searches: one expression for both would look through the rest again from each place.
  return (tab > 0 && start.slice(0, tab).search(notTab) >= 0) || (quote >= 0 && quote < lastBreak)
}
