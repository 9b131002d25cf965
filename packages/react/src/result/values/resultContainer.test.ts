import { describe, expect, it } from 'vitest'

import { readChild, readContainer, unreadable } from './resultContainer.js'
import { getText } from './valueText.js'

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
