import { describe, expect, it } from 'vitest'

import { getPreview, getText, readChild, readContainer, unreadable } from './resultContainer.js'

function broken(): never {
  throw new Error('attack')
}

describe('readContainer', () => {
  it('reads objects and lists', () => {
    const record = readContainer({ a: 1, b: 2 })
    expect(record).toMatchObject({ keys: ['a', 'b'], count: 2 })
    expect(record && readChild(record, 1)).toBe(2)
    const list = readContainer(['x', 'y'])
    expect(list).toMatchObject({ keys: null, count: 2 })
    expect(list && readChild(list, 1)).toBe('y')
  })

  it.each([[null], [undefined], ['text'], [1n], [new Date(0)], [() => {}]])(
    'is null for %o',
    (value) => {
      expect(readContainer(value)).toBe(null)
    },
  )

  it('attack: prototype keys are keys like any other', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":2}')
    const container = readContainer(hostile)
    expect(container?.keys).toEqual(['__proto__', 'constructor'])
    expect(container && readChild(container, 0)).toEqual({ polluted: 1 })
  })

  it('attack: a getter or a proxy that throws is no more than unreadable', () => {
    const getter = readContainer(Object.defineProperty({}, 'a', { enumerable: true, get: broken }))
    expect(getter && readChild(getter, 0)).toBe(unreadable)
    expect(readContainer(new Proxy({}, { ownKeys: broken }))).toBe(null)
    const { proxy, revoke } = Proxy.revocable([], {})
    revoke()
    expect(readContainer(proxy)).toBe(null)
    expect(getText(proxy)).toBe('')
  })
})

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
