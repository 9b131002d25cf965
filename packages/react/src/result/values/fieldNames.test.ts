import { describe, expect, it } from 'vitest'

import { isRenamed, nameFields } from './fieldNames.js'

const name = (key: string) => nameFields([key], new Map()).get(key)

describe('nameFields', () => {
  it.each([
    ['unit_price', 'Unit price'],
    ['unitPrice', 'Unit price'],
    ['unit-price', 'Unit price'],
    ['UNIT_PRICE', 'Unit price'],
    ['name', 'Name'],
    ['Name', 'Name'],
    ['product_id', 'Product ID'],
    ['htmlURL', 'HTML URL'],
    ['isbn13', 'Isbn13'],
    ['priceUSD', 'Price USD'],
    ['EUR', 'EUR'],
    ['in_stock_2', 'In stock 2'],
  ])('reads %s as %s', (key, words) => {
    expect(name(key)).toBe(words)
  })

  it.each([
    ['a text already', 'Price in €'],
    ['of other letters', '価格_税込'],
    ['what is no word', '__proto__'],
    ['a number', '0'],
    ['empty', ''],
    ['markup', '<b>price</b>'],
    ['turned around', 'a\u202E_b'],
    ['very long', 'a_'.repeat(5_000)],
  ])('leaves a key as it is that is %s', (_what, key) => {
    expect(name(key)).toBe(key)
  })

  it('takes the title of the schema before the key', () => {
    const labels = new Map([['unit_price', { title: 'Price in euros', description: null }]])
    expect(nameFields(['unit_price', 'stock'], labels)).toEqual(
      new Map([
        ['unit_price', 'Price in euros'],
        ['stock', 'Stock'],
      ]),
    )
  })

  it('keeps the keys of fields that would be called the same', () => {
    expect(nameFields(['unit_price', 'unitPrice', 'a'], new Map())).toEqual(
      new Map([
        ['unit_price', 'unit_price'],
        ['unitPrice', 'unitPrice'],
        ['a', 'A'],
      ]),
    )
  })
})

describe('isRenamed', () => {
  it.each([
    ['unit_price', 'Unit price', true],
    ['name', 'Name', false],
  ])('tells of %s as %s: %s', (key, words, expected) => {
    expect(isRenamed(key, words)).toBe(expected)
  })
})
