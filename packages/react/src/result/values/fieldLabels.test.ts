import { describe, expect, it } from 'vitest'

import { getFieldLabels } from './fieldLabels.js'

const record = {
  type: 'object',
  properties: {
    price: { type: 'number', title: 'Price', description: 'In euros' },
    name: { type: 'string', description: ' What it is called ' },
    stock: { type: 'boolean' },
  },
}
const keys = ['name', 'price', 'stock']
const expected = new Map([
  ['name', { title: null, description: 'What it is called' }],
  ['price', { title: 'Price', description: 'In euros' }],
])

describe('getFieldLabels', () => {
  it.each([
    ['a record', record],
    ['a list of them', { type: 'array', items: record }],
    ['a list in an object', { properties: { items: { items: record }, name: { title: 'Shop' } } }],
    ['an alternative', { anyOf: [{ type: 'null' }, { items: record }] }],
  ])('reads the schema of %s', (_name, schema) => {
    expect(getFieldLabels(schema, keys)).toEqual(expected)
  })

  it.each([null, 'schema', [], { properties: [] }, { properties: { price: 7 } }, { items: null }])(
    'knows nothing from %j',
    (schema) => {
      expect(getFieldLabels(schema, keys)).toEqual(new Map())
    },
  )

  it('takes text only, and prototype keys for what they are', () => {
    const schema = JSON.parse(
      '{"properties":{"a":{"title":{"x":1},"description":" "},"__proto__":{"title":"P"}}}',
    ) as unknown
    expect(getFieldLabels(schema, ['a', '__proto__', 'constructor'])).toEqual(
      new Map([['__proto__', { title: 'P', description: null }]]),
    )
  })

  it('survives an attack by circles: it ends', () => {
    const loop: Record<string, unknown> = {}
    loop.items = loop
    loop.properties = { a: loop, b: loop }
    expect(getFieldLabels(loop, ['a']).size).toBe(0)
  })
})
