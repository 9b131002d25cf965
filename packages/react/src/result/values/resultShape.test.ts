import { describe, expect, it } from 'vitest'

import { getResultShape } from './resultShape.js'

describe('getResultShape', () => {
  it.each([
    [[{ a: 1 }], 'table'],
    [{ items: [{ a: 1 }] }, 'table'],
    [{ items: [{ a: 1 }], total: 1 }, 'record'],
    [{ a: 1 }, 'record'],
    [[1, 2], 'list'],
    [[], 'list'],
    [[{ a: [1], b: [2] }], 'list'],
    [[{ a: 1 }, 2], 'list'],
    [[Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`a${index}`, 1]))], 'list'],
    ['prose', 'text'],
    [true, 'text'],
    ['[{"a":1}]', 'table'],
  ])('reads %j as a %s', (result, kind) => {
    expect(getResultShape(result).kind).toBe(kind)
  })
})
