import { describe, expect, it } from 'vitest'

import { getPreview } from './resultPreview.js'

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
