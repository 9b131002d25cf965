import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { toJsonText } from './jsonText.js'

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
