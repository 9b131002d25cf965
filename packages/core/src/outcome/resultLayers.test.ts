import { describe, expect, it } from 'vitest'

import { unwrapResult } from './resultLayers.js'

describe('unwrapResult', () => {
  it.each([
    ['JSON text', '{"price":12}'],
    ['fenced JSON text', '```json\n{"price":12}\n```'],
    ['a fence without a language', '```\n{"price":12}\n```'],
    ['blanks around a fence', ' \n```json\n{"price":12}\n```\n '],
    ['a result key', { result: { price: 12 } }],
    ['JSON text in a result key', { result: '{"price":12}' }],
  ])('takes off %s', (_name, result) => {
    expect(unwrapResult(result)).toEqual({ price: 12 })
  })

  it.each([['prose'], ['{ not JSON'], [{ result: 1, more: 2 }], [[1]], [null], [undefined]])(
    'leaves %j as it is',
    (result) => {
      expect(unwrapResult(result)).toBe(result)
    },
  )

  it.each(['```12345', '12345\n```', '```\n12345', 'so:[12]\n```'])(
    'takes nothing off the half fence %j',
    (result) => {
      expect(unwrapResult(result)).toBe(result)
    },
  )

  it('attack: data is taken from a prototype', () => {
    const result = Object.assign(Object.create({ result: 'inherited' }), { price: 12 })
    expect(unwrapResult(result)).toBe(result)
  })
})
