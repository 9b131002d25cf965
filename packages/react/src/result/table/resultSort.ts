import type { JsonObject } from '../values/resultContainer.js'
import { readContainer, readField } from '../values/resultContainer.js'
import { getText, isShortList } from '../values/valueText.js'

export interface ResultSorting {
  key: string
  direction: 'ascending' | 'descending'
}

/** Characters of a text that may be an amount or a date. */
const LONGEST_NUMBER = 40

/** Characters of a text that decide its place: two texts may be equal for 20 million. */
const LONGEST_TEXT = 1_000

/** How many rows or comparisons make one step: a fraction of a millisecond. */
const ITEMS_PER_STEP = 500

/**
 * The order of rows by one column, in steps for `runInSlices`. Numbers, prices and dates go by their
 * value when the whole column is of them, anything else by its text. Rows that are equal stay in
 * their order, and those without a value come last in either direction.
 */
export function* sortRows(
  rows: readonly JsonObject[],
  { key, direction }: ResultSorting,
  compareTexts: (a: string, b: string) => number,
): Generator<void, Uint32Array, undefined> {
  const values: (number | string | null)[] = []
  for (const row of rows) {
    values.push(toValue(readField(row, key)))
    if (values.length % ITEMS_PER_STEP === 0) yield
  }
  const numbers = (yield* readAll(values, readAmount)) ?? (yield* readAll(values, readDate))
  const compare = numbers
    ? (a: number, b: number) => (numbers[a] ?? 0) - (numbers[b] ?? 0)
    : (a: number, b: number) => compareTexts(String(values[a]), String(values[b]))

  const present = new Uint32Array(values.length)
  const missing: number[] = []
  let count = 0
  for (const [index, value] of values.entries()) {
    if (value === null) missing.push(index)
    else present[count++] = index
  }
  const sign = direction === 'ascending' ? 1 : -1
  const sorted = yield* mergeSort(present.slice(0, count), (a, b) => sign * compare(a, b))
  const order = new Uint32Array(values.length)
  order.set(sorted)
  order.set(missing, count)
  return order
}

function toValue(value: unknown): number | string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT)
  if (typeof value === 'boolean') return Number(value)
  if (isShortList(value)) return value.join(', ')
  // An object or a list goes by its size, because that is what the cell shows of it.
  return readContainer(value)?.count ?? getText(value)
}

/** All values as numbers, or `null` when one of them is no number. Values that are missing are 0. */
function* readAll(
  values: readonly (number | string | null)[],
  read: (text: string) => number,
): Generator<void, Float64Array | null, undefined> {
  const numbers = new Float64Array(values.length)
  for (const [index, value] of values.entries()) {
    const number = typeof value === 'string' ? read(value) : (value ?? 0)
    if (Number.isNaN(number)) return null
    numbers[index] = number
    if (index % ITEMS_PER_STEP === 0) yield
  }
  return numbers
}

/** A number, with a currency before it or a currency or a unit behind it. */
const AMOUNT =
  /^(?:\p{Sc}|[A-Z]{2,3}\p{Sc}?)?\s*([+\-−]?)\s*\p{Sc}?(\d[\d.,'\s]*)[\p{L}\p{Sc}%°"']{0,10}$/u

/** `$1,299.00`, `12,50 €`, `4.5%` and `20 m` as numbers. */
function readAmount(text: string): number {
  const [, sign, digits = ''] = (text.length <= LONGEST_NUMBER && AMOUNT.exec(text.trim())) || []
  if (sign === undefined) return NaN
  const plain = digits.replaceAll(/['\s]/g, '')
  const separator = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const isGrouped =
    plain.length - separator === 4 &&
    (plain[separator] === ',' || plain.indexOf('.') !== plain.lastIndexOf('.'))
  const point = separator === -1 || isGrouped ? plain.length : separator
  const whole = plain.slice(0, point).replaceAll(/\D/g, '')
  const fraction = plain.slice(point).replaceAll(/\D/g, '')
  return Number(`${whole}.${fraction || 0}`) * (sign === '-' || sign === '−' ? -1 : 1)
}

const ISO_DATE = /^\d{4}-\d\d(?:-\d\d)?(?:[T ].*)?$/
const WORD_DATE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\b\d{4}\b/i

/**
 * Epoch milliseconds of a date in ISO 8601, or with the name of a month. Other dates mean different days in
 * different places.
 */
function readDate(text: string): number {
  const isDate = text.length <= LONGEST_NUMBER && (ISO_DATE.test(text) || WORD_DATE.test(text))
  return isDate ? Date.parse(text) : NaN
}

/** A stable sort that can be interrupted at any point, which the built-in one cannot. */
function* mergeSort(
  items: Uint32Array,
  compare: (a: number, b: number) => number,
): Generator<void, Uint32Array, undefined> {
  let from = items
  let to: Uint32Array = new Uint32Array(items.length)
  let steps = 0
  for (let width = 1; width < items.length; width *= 2) {
    for (let start = 0; start < items.length; start += 2 * width) {
      const middle = Math.min(start + width, items.length)
      const end = Math.min(start + 2 * width, items.length)
      let [left, right] = [start, middle]
      for (let at = start; at < end; at += 1) {
        const isLeft =
          left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0)
        to[at] = from[isLeft ? left++ : right++] ?? 0
        steps += 1
        if (steps % ITEMS_PER_STEP === 0) yield
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}
