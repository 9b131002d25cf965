import { describe, expect, it } from 'vitest'

import type { Shape } from './pick.js'
import { findStranger, pick, pickFields } from './pick.js'

describe('pick', () => {
  it.each<[unknown, Shape, unknown]>([
    ['text', 'value', 'text'],
    [0, 'value', 0],
    [false, 'value', false],
    [null, 'value', null],
    [{ a: 1 }, 'value', null],
    [['text'], 'value', null],
    [{ a: [{ b: 1 }] }, 'json', { a: [{ b: 1 }] }],
    [null, { a: 'value' }, null],
    ['text', { a: 'value' }, 'text'],
    [{ a: 1, b: 2 }, { a: 'value' }, { a: 1 }],
    [[{ a: 1, b: 2 }, 7, null], { a: 'value' }, [{ a: 1 }, 7, null]],
    [{ a: { b: 1, c: 2 } }, { a: { b: 'value' } }, { a: { b: 1 } }],
  ])('of %j takes what %j names', (value, shape, expected) => {
    expect(pick(value, shape)).toEqual(expected)
  })

  it('reads a field in the older spelling, and prefers the present one', () => {
    const shape = { num_of_steps: 'value' } as const
    expect(pickFields({ numOfSteps: 1 }, shape)).toEqual({ num_of_steps: 1 })
    expect(pickFields({ numOfSteps: 1, num_of_steps: 2 }, shape)).toEqual({ num_of_steps: 2 })
  })

  it('has no entry for a field that is not there', () => {
    expect(Object.keys(pickFields({ b: undefined }, { a: 'value', b: 'value' }))).toEqual([])
  })
})

describe('findStranger', () => {
  const shape: Shape = {
    url: 'value',
    any: 'json',
    proxy: { country: 'value', rules: { on: 'value' } },
  }

  it.each([
    [{}],
    [{ url: 'https://a.example' }],
    [{ url: null, proxy: null }],
    [{ proxy: 'a text, of which the API itself says that it is none' }],
    [{ any: { deep: [{ er: 1 }] } }],
    [{ proxy: { country: 'DE', rules: { on: true } } }],
  ])('lets %j pass', (body) => {
    expect(findStranger(body, shape)).toBeUndefined()
  })

  it.each([
    [{ secret: 1 }, 'secret'],
    [{ url: {} }, 'url'],
    [{ url: [] }, 'url'],
    [{ url: 'https://a.example', proxy: { url: 'x' } }, 'proxy.url'],
    [{ proxy: { rules: { on: true, off: true } } }, 'proxy.rules.off'],
    [{ proxy: { rules: { on: {} } } }, 'proxy.rules.on'],
    [{ proxy: [{ country: 'DE' }] }, 'proxy'],
    [{ any: 1, toString: 'x' }, 'toString'],
  ])('names what is strange in %j', (body, path) => {
    expect(findStranger(body, shape)).toBe(path)
  })

  it('attack: a body that is no object is strange as a whole', () => {
    expect(findStranger([{ url: 'x' }], shape)).toBe('')
  })
})
