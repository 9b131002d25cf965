import { describe, expect, it } from 'vitest'

import { getPreview, getText } from './valueText.js'

function broken(): never {
  throw new Error('attack')
}

describe('getText', () => {
  it.each([
    ['a', 'a'],
    [null, ''],
    [undefined, ''],
    [1.5, '1.5'],
    [true, 'true'],
    [12n, '12'],
    [Symbol('s'), 'Symbol(s)'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(NaN), 'Invalid Date'],
    [broken, 'function'],
  ])('writes %o as %s', (value, text) => {
    expect(getText(value)).toBe(text)
  })

  it('attack: toJSON and toString of the value are never called', () => {
    const date = Object.assign(new Date(0), {
      toJSON: broken,
      toString: broken,
      toISOString: broken,
    })
    expect(getText(date)).toBe('1970-01-01T00:00:00.000Z')
    expect(getText({ toJSON: broken, toString: broken })).toBe('')
  })
})

describe('getPreview', () => {
  it.each([
    [{ town: 'Lisbon', zip: 1000 }, '{ town: Lisbon, zip: 1000 }'],
    [{ a: 1, b: { c: 1 }, d: [1], e: 1 }, '{ a: 1, b: {…}, d: […], … }'],
    [[{ a: 1 }, null, ''], '[{…}, –, –]'],
    [{}, '{}'],
    [[], '[]'],
    [{ note: 'x'.repeat(100) }, `{ note: ${'x'.repeat(24)}… }`],
  ])('shows %j on a line', (value, line) => {
    expect(getPreview(value)).toBe(line)
  })

  it('survives an attack by size: it reads a few entries only', () => {
    const long = 'x'.repeat(1_000)
    expect(getPreview(Array.from({ length: 100_000 }, () => long)).length).toBeLessThan(100)
  })

  it('survives an attack by code: getters that throw are not shown', () => {
    const hostile = {
      get price() {
        throw new Error('ran')
      },
    }
    expect(() => getPreview(hostile)).not.toThrow()
  })
})
