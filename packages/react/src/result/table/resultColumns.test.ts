import { describe, expect, it } from 'vitest'

import { getColumns } from './resultColumns.js'

const keysOf = (rows: unknown, most?: number) =>
  getColumns(rows as Record<string, unknown>[], most).map(({ key }) => key)

describe('getColumns', () => {
  it('unites the keys of all rows, in the order in which they first appear', () => {
    const rows = [
      { a: 1, b: 1 },
      { b: 1, a: 1 },
      { a: 1, b: 1 },
      { c: 1, a: 1 },
    ]
    expect(keysOf(rows)).toEqual(['a', 'b', 'c'])
    expect(keysOf([...Array.from({ length: 1_000 }, () => ({ a: 1 })), { z: 1 }])).toEqual([
      'a',
      'z',
    ])
  })

  it('tells which columns are numbers, and how much room they need', () => {
    const [name, price, stock, note] = getColumns([
      { name: 'Harbor lantern', price: 1, stock: 'a', note: 'x'.repeat(100) },
      { name: 'A rope of twenty metres', price: null, stock: 2 },
      {},
    ])
    expect(name).toMatchObject({ isNumeric: false, size: 'medium' })
    expect(price).toMatchObject({ isNumeric: true, size: 'small' })
    expect(stock).toMatchObject({ isNumeric: false, size: 'small' })
    expect(note).toMatchObject({ size: 'large' })
  })

  it.each([
    ['whole numbers have none', [1, 20, 300], 0],
    ['prices share theirs', [12.5, 3, 4.25, null], 2],
    ['long fractions keep their own', [0.1 + 0.2, 1.5], 0],
    ['large and tiny ones do not count', [1e25, 1e-9, 2.5], 1],
    ['texts have none', ['1.25', 2.5], 0],
  ])('%s', (_what, values, decimals) => {
    const [column] = getColumns(values.map((value) => ({ value })))
    expect(column).toMatchObject({ decimals })
  })

  it('takes prototype keys for what they are: keys', () => {
    expect(keysOf(JSON.parse('[{"__proto__":1,"constructor":2}]'))).toEqual([
      '__proto__',
      'constructor',
    ])
  })

  it('survives an attack by keys: as many columns as wanted, and no more', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({ [`key-${index}`]: 1 }))
    expect(keysOf(rows, 100)).toHaveLength(100)
  })
})
