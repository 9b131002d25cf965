import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { measureWork } from '../../test/measureWork.js'
import { readJsonSlices, toJsonText } from './json.js'

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
          // JSON's text of -0 is 0.
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

describe('toJsonText', () => {
  it('writes JSON as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toJsonText(value)).toBe(JSON.stringify(value))
      }),
    )
  })

  it('survives an attack by depth: 100,000 nested lists', () => {
    let nested: unknown = 'deep'
    for (let level = 0; level < 100_000; level += 1) nested = [nested]
    expect(toJsonText(nested)).toBe(`${'['.repeat(100_000)}"deep"${']'.repeat(100_000)}`)
  })

  it('survives an attack by prototype: such keys are kept like any other', () => {
    const text = '{"__proto__":{"polluted":1},"toJSON":"t","constructor":null}'
    expect(toJsonText(JSON.parse(text))).toBe(text)
  })

  it('survives an attack by what throws: getters, proxies and revoked ones', () => {
    const throwing = () => {
      throw new Error('attack')
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const hostile = new Proxy({ a: 1 }, { ownKeys: throwing, get: throwing })
    const endless = new Proxy([], { get: (_, key) => (key === 'length' ? 1e300 : 1) })
    const value = Object.defineProperty({}, 'bad', { enumerable: true, get: throwing })
    expect(toJsonText([proxy, hostile, value])).toBe('[{},{},{"bad":null}]')
    expect(toJsonText(endless, 4)).toBe('[1,1,"[cut off]"]')
  })

  it('survives an attack by length: a list of 100,000,000 holes', () => {
    const holes = { a: [[], Array(1e8)] }
    let text = ''
    expect(measureWork(() => (text = toJsonText(holes, 1_000_000)))).toBeLessThan(500)
    expect(text.slice(0, 20)).toBe('{"a":[[],[null,null,')
    expect(text.slice(-19)).toBe('null,"[cut off]"]]}')
    expect(toJsonText({ a: { b: 'long', c: 1 }, d: 1 }, 8)).toBe(
      '{"a":{"b":"long","[cut off]":"[cut off]"}}',
    )
  })

  it('writes what is not JSON without throwing and without running it', () => {
    const loop: Record<string, unknown> = { again: [] }
    loop.again = [loop, loop]
    const shared = {}
    expect(toJsonText(loop)).toBe('{"again":["[circular]","[circular]"]}')
    expect(toJsonText([shared, shared])).toBe('[{},{}]')
    expect(toJsonText([1n, undefined, NaN, () => 1, Symbol('a')])).toBe('[1,null,null,null,null]')
    const toJSON = () => {
      throw new Error('ran')
    }
    expect(toJsonText({ toJSON })).toBe('{"toJSON":null}')
    expect(toJsonText(undefined)).toBe('null')
  })
})
