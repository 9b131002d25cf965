import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readJsonLines } from './jsonLines.js'

const layOut = (text: string) => [...readJsonLines(text)].join('\n')

describe('readJsonLines', () => {
  it('lays JSON out as JSON.stringify does, however it was spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, '\t'), (value, space) => {
        expect(layOut(JSON.stringify(value, null, space))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('leaves numbers and escapes as they are', () => {
    expect(layOut('{"a":[9007199254740993,1e400 , -0],"b":"\\u00e9, ]"}')).toBe(
      '{\n  "a": [\n    9007199254740993,\n    1e400,\n    -0\n  ],\n  "b": "\\u00e9, ]"\n}',
    )
  })

  it('survives an attack by depth: its lines do not grow', () => {
    const lines = readJsonLines(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`)
    expect([...lines].every(({ length }) => length < 50)).toBe(true)
  })
})
