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
    ['an output key', { output: { price: 12 } }],
    ['keys in keys', { result: { data: { response: { price: 12 } } } }],
    ['words around a fence', 'Here it is:\n```json\n{"price":12}\n```\nAsk for more.'],
    ['JSON text in JSON text', '"{\\"price\\":12}"'],
  ])('takes off %s', (_name, result) => {
    expect(unwrapResult(result)).toEqual({ price: 12 })
  })

  it.each([['prose'], ['{ not JSON'], [{ result: 1, more: 2 }], [[1]], [null], [undefined]])(
    'leaves %j as it is',
    (result) => {
      expect(unwrapResult(result)).toBe(result)
    },
  )

  it('keeps the digits of a text that is a number', () => {
    expect(unwrapResult('12345678901234567890')).toBe('12345678901234567890')
  })

  it.each([
    ['two blocks', '```json\n{"a":1}\n```\nor\n```json\n{"b":1}\n```'],
    ['a long report', `${'word '.repeat(500)}\`\`\`json\n{"a":1}\n\`\`\``],
    ['a block of code', 'Run this:\n```sh\nls\n```'],
  ])('leaves a text as it is that has %s', (_name, text) => {
    expect(unwrapResult(text)).toBe(text)
  })

  it('attack: wraps a result without end', () => {
    const deep: unknown = JSON.parse('{"data":'.repeat(10_000) + '1' + '}'.repeat(10_000))
    expect(unwrapResult(deep)).toEqual(expect.objectContaining({ data: expect.anything() }))
  })

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
