import { getResultStart } from '@fishbowl/core/internal'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { measureWork } from '../../../core/test/measureWork.js'
import { throwing } from '../../../core/test/throwing.js'
import { hostileValues } from '../../test/hostileValues.js'
import { makeCompletedRun } from '../../test/makeRun.js'
import { RunResult } from './RunResult.js'
import { createResultTree } from './tree/treeModel.js'
import { getFieldLabels } from './values/fieldLabels.js'

const numbers = (length: number) => Array.from({ length }, (_, index) => index)
const toKeys = (count: number) => Object.fromEntries(numbers(count).map((n) => [`k${n}`, n]))
const show = (result: unknown) =>
  renderToString(createElement(RunResult, { run: { ...makeCompletedRun('text'), result } }))

/** Milliseconds of processor time: the best of three, as other tests run beside it. */
function time<T>(make: () => T, work: (value: T) => unknown): number {
  const times = numbers(3).map(() => {
    const value = make()
    return measureWork(() => void work(value))
  })
  return Math.min(...times)
}

// In Node, because the development build of React itself walks through all lists that are passed on.
describe('attacks on RunResult by size', () => {
  it.each<[string, () => unknown]>([
    ['100,000,000 holes', () => Array(1e8)],
    ['100,000,000 places with one value', () => Object.assign(Array(1e8), [{ a: {} }])],
    [
      'a list that is endless',
      () => new Proxy([{ a: 1 }], { get: (_, key) => key === 'length' && 2 ** 40 }),
    ],
    ['100,000 keys', () => toKeys(100_000)],
    ['a row of 100,000 keys', () => [...numbers(150).map((a) => ({ a })), toKeys(100_000)]],
    ['a text of 20 MB that begins like an address', () => `https://${'a'.repeat(2e7)}`],
    ['100,000 levels', () => JSON.parse('{"a":'.repeat(1e5) + '1' + '}'.repeat(1e5)) as unknown],
  ])('attack: holds up the page by %s', (_name, make) => {
    expect(time(make, show)).toBeLessThan(300)
  })

  it.each(hostileValues)('attack: throws out of a render on the server by %s', (_name, value) => {
    expect(() => show(value)).not.toThrow()
  })

  it('attack: lists 200,000 keys more than once', () => {
    const toList = time(() => toKeys(200_000), Object.keys)
    const toShow = time(() => toKeys(200_000), show)
    expect(toShow).toBeLessThan(2 * toList + 100)
  })

  it('attack: holds up the page by opening and writing out 100,000,000 places', () => {
    const make = () => Object.assign(Array(1e8), [{ a: {} }])
    const open = (value: object) => {
      const tree = createResultTree(value)
      expect(tree.openAll()).toBe(false)
      tree.openSiblings(tree.getRow(0))
      expect(tree.getRow(tree.rowCount - 1).index).toBe(1e8 - 1)
    }
    expect(time(make, open)).toBeLessThan(500)
    const write = (result: unknown) =>
      getResultStart({ ...makeCompletedRun('text'), result }, 1_000_000)
    expect(time(make, write)).toBeLessThan(500)
  })

  it('attack: throws out of the names of fields, or walks all of them, by a schema', () => {
    const properties = new Proxy({}, { ownKeys: throwing, get: throwing, has: throwing })
    const getter = Object.defineProperty({}, 'title', { get: throwing })
    for (const schema of [{ properties }, properties, { properties: { a: getter } }]) {
      expect(getFieldLabels(schema, ['a']).size).toBe(0)
    }
    const huge = () => ({ anyOf: Array(1e8), properties: toKeys(100_000) })
    expect(time(huge, (schema) => getFieldLabels(schema, ['a']))).toBeLessThan(300)
  })
})
