'use client'

import { useEffect, useState } from 'react'

import { runInSlices } from '../../dom/slices.js'
import { getText, readContainer } from '../values/resultContainer.js'
import type { JsonObject } from '../values/resultShape.js'
import { isShortList, readField } from '../values/resultShape.js'

export interface ResultSorting {
  key: string
  direction: 'ascending' | 'descending'
}

/** How many rows or comparisons make one step: a fraction of a millisecond. */
const stepSize = 500

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
    if (values.length % stepSize === 0) yield
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
  if (typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'boolean') return Number(value)
  if (isShortList(value)) return value.join(', ')
  // What is nested goes by its size, which is what is seen of it.
  return readContainer(value)?.count ?? getText(value)
}

/** All values as numbers, or `null` when one of them is none. */
function* readAll(
  values: readonly (number | string | null)[],
  read: (text: string) => number,
): Generator<void, Float64Array | null, undefined> {
  const numbers = new Float64Array(values.length)
  for (const [index, value] of values.entries()) {
    const number = typeof value === 'string' ? read(value) : (value ?? 0)
    if (Number.isNaN(number)) return null
    numbers[index] = number
    if (index % stepSize === 0) yield
  }
  return numbers
}

const amount =
  /^(?:\p{Sc}|[A-Z]{2,3}\p{Sc}?)?\s*([+\-−]?)\s*\p{Sc}?(\d[\d.,'\s]*)[\p{L}\p{Sc}%°"']{0,10}$/u

/** `$1,299.00`, `12,50 €`, `4.5%` and `20 m` as numbers. */
function readAmount(text: string): number {
  const [, sign, digits = ''] = (text.length <= 40 && amount.exec(text.trim())) || []
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

const isoDate = /^\d{4}-\d\d(?:-\d\d)?(?:[T ].*)?$/
const wordDate = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\b\d{4}\b/i

/** ISO 8601, and dates with the name of a month. Others mean different days in different places. */
function readDate(text: string): number {
  const isDate = text.length <= 40 && (isoDate.test(text) || wordDate.test(text))
  return isDate ? Date.parse(text) : NaN
}

/** Stable, and interruptible at any point, which the built-in sort is not. */
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
        if (steps % stepSize === 0) yield
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}

export interface UseSortingResult {
  sorting: ResultSorting | null
  /** The order of the rows; `null` for the order in which they came. */
  order: Uint32Array | null
  /** Whether the order is still that of before. */
  isSorting: boolean
  /** By a column upwards, then downwards, then not at all. */
  sortBy: (key: string) => void
}

/** Sorts the rows of a table without ever blocking the page for longer than some milliseconds. */
export function useSorting(
  rows: readonly JsonObject[],
  locale: string | undefined,
): UseSortingResult {
  const [sorting, setSorting] = useState<ResultSorting | null>(null)
  const [sorted, setSorted] = useState<{ sorting: ResultSorting; order: Uint32Array } | null>(null)
  useEffect(() => {
    if (!sorting) return
    // Without `numeric` 10 comes before 9.
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return runInSlices(sortRows(rows, sorting, compare), (order) => setSorted({ sorting, order }))
  }, [rows, sorting, locale])

  return {
    sorting,
    // Rows that came since then may be fewer.
    order: sorted?.order.length === rows.length ? sorted.order : null,
    isSorting: sorting !== null && sorted?.sorting !== sorting,
    sortBy(key) {
      const next = getNext(sorting, key)
      setSorting(next)
      if (!next) setSorted(null)
    },
  }
}

function getNext(sorting: ResultSorting | null, key: string): ResultSorting | null {
  if (sorting?.key !== key) return { key, direction: 'ascending' }
  return sorting.direction === 'ascending' ? { key, direction: 'descending' } : null
}
