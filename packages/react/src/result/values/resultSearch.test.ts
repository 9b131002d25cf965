import { describe, expect, it } from 'vitest'

import { findMatches, findMatchingRows } from './resultSearch.js'

const paths = (result: unknown, query: string) =>
  [...findMatches(result, query)].flatMap((match) => (match ? [match.path.join('.')] : []))

const rows = (list: readonly unknown[], query: string) =>
  [...findMatchingRows(list, query)].filter((index) => index !== undefined)

describe('findMatches', () => {
  const result = {
    shop: { name: 'Harbor lantern', tags: ['Lamp', 'lantern'] },
    lanterns: [{ price: 12.5 }],
    open: true,
  }

  it('finds keys and values in the order of the tree, ignoring case', () => {
    expect(paths(result, 'lantern')).toEqual(['0.0', '0.1.1', '1'])
    expect(paths(result, '12.5')).toEqual(['1.0.0'])
    expect(paths(result, 'true')).toEqual(['2'])
    expect(paths(result, 'boat')).toEqual([])
  })

  it('finds a text that is the whole result', () => {
    expect(paths('A Lantern', 'lantern')).toEqual([''])
  })

  it('goes on after empty lists and objects', () => {
    expect(paths([[], {}, [[]], 'x'], 'x')).toEqual(['3'])
  })

  it('finds what lies across two pieces of a long text', () => {
    const long = `${'-'.repeat(49_998)}NEEDLE${'-'.repeat(200_000)}`
    expect(paths([long], 'needle')).toEqual(['0'])
  })

  it('rests every 50 places and every 50,000 characters', () => {
    const breaths = (result: unknown) =>
      [...findMatches(result, 'not there')].filter((step) => step === undefined).length
    expect(breaths(Array.from({ length: 1_000 }, (_, id) => ({ id })))).toBe(40)
    expect(breaths(['abc '.repeat(100_000)])).toBe(8)
  })

  it('attack: a circle, endless depth and a throwing getter end the search of nothing else', () => {
    const circle: Record<string, unknown> = { name: 'x' }
    circle.self = circle
    Object.defineProperty(circle, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('attack')
      },
    })
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(paths({ circle, deep, last: 'x' }, 'x')).toEqual(['0.0', '2'])
  })
})

describe('findMatchingRows', () => {
  it('finds rows by their values, each once', () => {
    const list = [
      { name: 'Rope', also: 'rope' },
      { name: 'Lamp', deep: [{ a: 'ROPE' }] },
      'rope',
      1,
    ]
    expect(rows(list, 'rope')).toEqual([0, 1, 2])
    expect(rows(list, 'name')).toEqual([])
  })
})
