import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { runAtOnce } from '../../dom/slices.js'
import type { ResultSorting } from './resultSort.js'
import { sortRows } from './resultSort.js'

const { compare } = new Intl.Collator('en', { numeric: true })

function sort(values: unknown[], direction: ResultSorting['direction'] = 'ascending') {
  const work = sortRows(
    values.map((a) => ({ a })),
    { key: 'a', direction },
    compare,
  )
  return [...runAtOnce(work)].map((index) => values[index])
}

describe('sortRows', () => {
  it.each([
    ['numbers', [10, 9, -1, 2.5], [-1, 2.5, 9, 10]],
    ['prices', ['$1,299.00', '$999', '$12.50'], ['$12.50', '$999', '$1,299.00']],
    ['prices with a comma', ['1.299,00 €', '12,50 €', '999 €'], ['12,50 €', '999 €', '1.299,00 €']],
    ['negative amounts', ['5 %', '−10 %', '0.5 %'], ['−10 %', '0.5 %', '5 %']],
    ['numbers beside amounts', [30, '$20', 10], [10, '$20', 30]],
    ['ISO dates', ['2026-03-01T10:00:00+02:00', '2026-03-01T09:00:00Z', '2025-12-31'], [2, 0, 1]],
    ['dates in words', ['Mar 3, 2026', '14 Jan 2026', 'December 1, 2025'], [2, 1, 0]],
    ['text', ['zebra', 'Apple', 'ähre'], ['ähre', 'Apple', 'zebra']],
    ['text with numbers', ['Room 10', 'Room 9'], ['Room 9', 'Room 10']],
    ['yes and no', [true, false, true], [false, true, true]],
    [
      'nested values by their size',
      [[{}, {}, {}], { a: { b: 1 } }],
      [{ a: { b: 1 } }, [{}, {}, {}]],
    ],
    ['short lists by their text', [['b'], ['a', 'c']], [['a', 'c'], ['b']]],
  ])('sorts %s', (name, values, expected) => {
    const isByIndex = name.includes('dates')
    expect(sort(values)).toEqual(
      isByIndex ? expected.map((index) => values[Number(index)]) : expected,
    )
  })

  it('puts missing values last in either direction', () => {
    expect(sort([null, 2, '', 1, undefined])).toEqual([1, 2, null, '', undefined])
    expect(sort([null, 2, '', 1, undefined], 'descending')).toEqual([2, 1, null, '', undefined])
  })

  it('keeps equal rows in their order, in either direction', () => {
    const rows = Array.from({ length: 100 }, (_, id) => ({ id, group: id % 3 }))
    for (const direction of ['ascending', 'descending'] as const) {
      const work = sortRows(rows, { key: 'group', direction }, compare)
      const sorted = [...runAtOnce(work)].map((index) => rows[index])
      const sign = direction === 'ascending' ? 1 : -1
      expect(sorted).toEqual(rows.toSorted((a, b) => sign * (a.group - b.group) || a.id - b.id))
    }
  })

  it('takes any JSON, and gives each row once', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const sorted = sort(values)
        expect(sorted).toHaveLength(values.length)
        expect(new Set(sorted)).toEqual(new Set(values))
      }),
    )
  })

  it('survives an attack by prototype: such a key is a column', () => {
    const rows = JSON.parse('[{"__proto__":2},{"__proto__":1},{}]') as Record<string, unknown>[]
    const work = sortRows(rows, { key: '__proto__', direction: 'ascending' }, compare)
    expect([...runAtOnce(work)]).toEqual([1, 0, 2])
  })

  it('can be interrupted often: no step of 100,000 texts is long', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      a: `Product ${(index * 7_919) % 100_000}`,
    }))
    const work = sortRows(rows, { key: 'a', direction: 'ascending' }, compare)
    let steps = 0
    while (!work.next().done) steps += 1
    expect(steps).toBeGreaterThan(1_000)
  })
})
