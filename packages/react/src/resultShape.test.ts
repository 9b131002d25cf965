import { describe, expect, it } from 'vitest'

import { getColumns, getResultShape } from './resultShape.js'

describe('getResultShape', () => {
  it.each([
    [[{ a: 1 }], 'table'],
    [{ items: [{ a: 1 }] }, 'table'],
    [{ items: [{ a: 1 }], total: 1 }, 'record'],
    [{ a: 1 }, 'record'],
    [[1, 2], 'list'],
    [[], 'list'],
    [[{ a: [1], b: [2] }], 'list'],
    ['prose', 'text'],
    [true, 'text'],
    ['[{"a":1}]', 'table'],
  ])('reads %j as a %s', (result, kind) => {
    expect(getResultShape(result).kind).toBe(kind)
  })
})

describe('getColumns', () => {
  it('unites the keys of all rows, and tells which are numbers throughout', () => {
    expect(
      getColumns([{ name: 'a', price: 1 }, { price: null, stock: 2 }, { stock: 'none' }]),
    ).toEqual([
      { key: 'name', isNumeric: false },
      { key: 'price', isNumeric: true },
      { key: 'stock', isNumeric: false },
    ])
  })

  it('takes prototype keys for what they are: keys', () => {
    const [row] = JSON.parse('[{"__proto__":1,"constructor":2}]') as [Record<string, unknown>]
    expect(getColumns([row]).map(({ key }) => key)).toEqual(['__proto__', 'constructor'])
  })
})
