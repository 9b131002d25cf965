import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readJsonSlices } from './jsonSlices.js'

const read = (text: string) =>
  [...readJsonSlices(text)].map(({ key, start, end }) => [key, text.slice(start, end)] as const)

describe('readJsonSlices', () => {
  it('finds every member and item of any JSON, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (value, space) => {
        const isContainer = typeof value === 'object' && value !== null
        const entries = isContainer ? Object.entries(value) : []
        const slices = new Map(read(JSON.stringify(value, null, space)))
        expect(slices.size).toBe(entries.length)
        for (const [key, member] of entries) {
          expect(JSON.parse(slices.get(key) ?? '')).toEqual(JSON.parse(JSON.stringify(member)))
        }
      }),
    )
  })

  it('leaves numbers and escapes as they were sent', () => {
    expect(
      read(' { "a" : 9007199254740993 , "b":1e400,"c":-0,"\\u0064" : "\\u00e9\\\\" } '),
    ).toEqual([
      ['a', '9007199254740993'],
      ['b', '1e400'],
      ['c', '-0'],
      ['d', '"\\u00e9\\\\"'],
    ])
  })

  it('is not misled by brackets, quotes and commas inside strings', () => {
    expect(read('{"a":"]},\\"result\\":1","b":[[","],{"}":2}]}')).toEqual([
      ['a', '"]},\\"result\\":1"'],
      ['b', '[[","],{"}":2}]'],
    ])
  })

  it('survives an attack by depth: 1,000,000 nested lists', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    expect(read(`{"a":${deep},"b":1}`).map(([key]) => key)).toEqual(['a', 'b'])
  })

  it.each(['', ' ', '7', '"{}"', 'null', '{}', '[ ]'])('finds nothing in %j', (text) => {
    expect(read(text)).toEqual([])
  })
})
