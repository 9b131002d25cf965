import type { StandardSchemaV1 } from '@standard-schema/spec'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import * as mini from 'zod/mini'
import * as z3 from 'zod/v3'
import * as z4 from 'zod/v4'

import { createRun } from '../../test/outcomes.js'
import { parseRun } from '../run/parseRun.js'
import { checkSchema } from './checkSchema.js'
import { getRunOutcome } from './outcome.js'

interface Products {
  items: { name: string; price: number }[]
}

/** The same shape in each library: a price that comes as text and is given as a number. */
const schemas = {
  'zod 3': z3.object({
    items: z3.array(z3.object({ name: z3.string(), price: z3.string().transform(Number) })),
  }),
  'zod 4': z4.object({
    items: z4.array(z4.object({ name: z4.string(), price: z4.string().transform(Number) })),
  }),
  'zod mini': mini.object({
    items: mini.array(
      mini.object({
        name: mini.string(),
        price: mini.pipe(mini.string(), mini.transform(Number)),
      }),
    ),
  }),
  valibot: v.object({
    items: v.array(v.object({ name: v.string(), price: v.pipe(v.string(), v.transform(Number)) })),
  }),
  arktype: type({
    items: type({ name: 'string', price: type('string').pipe((text) => Number(text)) }).array(),
  }),
} satisfies Record<string, StandardSchemaV1<unknown, Products>>

describe.each(Object.entries(schemas))('with %s', (_name, schema) => {
  const getOutcome = (result: unknown) =>
    getRunOutcome(parseRun({ run_id: 'run-1', status: 'COMPLETED', result }), { schema })

  it('gives what the schema makes of a result', () => {
    expect(getOutcome({ items: [{ name: 'Rope', price: '12.5' }] })).toEqual({
      type: 'succeeded',
      data: { items: [{ name: 'Rope', price: 12.5 }] },
    })
  })

  it('says where a result does not fit, in a path that people can read', () => {
    const items = Array.from({ length: 12 }, () => ({ name: 'Rope', price: '1' as unknown }))
    items[11] = { name: 'Rope', price: { amount: 1 } }
    expect(getOutcome({ items })).toEqual({
      type: 'invalid_result',
      issues: [{ path: 'items.11.price', message: expect.stringMatching(/string/i) }],
      data: { items },
    })
  })

  it('says that the whole of a result does not fit', () => {
    expect(getOutcome('nothing but prose')).toMatchObject({
      type: 'invalid_result',
      issues: [{ path: '', message: expect.stringMatching(/object/i) }],
    })
  })

  it('lists everything that does not fit', () => {
    const items = [{ price: 1 }, { name: 2, price: '3' }]
    const outcome = getOutcome({ items })
    const paths = outcome.type === 'invalid_result' && outcome.issues.map(({ path }) => path)
    expect(paths).toEqual(['items.0.name', 'items.0.price', 'items.1.name'])
  })
})

describe('types', () => {
  const run = parseRun({ run_id: 'run-1', status: 'COMPLETED', result: {} })

  it('knows the data of a schema of any library', () => {
    for (const schema of Object.values(schemas)) {
      const outcome = getRunOutcome(run, { schema })
      if (outcome.type === 'succeeded') expectTypeOf(outcome.data).toEqualTypeOf<Products>()
    }
    const fromZod3 = getRunOutcome(run, { schema: schemas['zod 3'] })
    if (fromZod3.type === 'succeeded') expectTypeOf(fromZod3.data).toEqualTypeOf<Products>()
    const fromArktype = getRunOutcome(run, { schema: schemas.arktype })
    if (fromArktype.type === 'succeeded') expectTypeOf(fromArktype.data).toEqualTypeOf<Products>()
    expect(fromZod3.type).toBe('no_result')
  })

  it('knows nothing of the data without one, nor of data that does not fit', () => {
    const plain = getRunOutcome(run)
    if (plain.type === 'succeeded') expectTypeOf(plain.data).toBeUnknown()
    const checked = getRunOutcome(run, { schema: schemas.valibot })
    if (checked.type === 'invalid_result') expectTypeOf(checked.data).toBeUnknown()
    expect(checked.type).toBe('no_result')
  })
})

describe('schema', () => {
  const run = createRun({ result: { price: '799', extra: 1 } })
  const schema = mini.object({ price: mini.pipe(mini.string(), mini.transform(Number)) })

  function createSchema(
    validate: StandardSchemaV1<unknown, string>['~standard']['validate'],
  ): StandardSchemaV1<unknown, string> {
    return { '~standard': { version: 1, vendor: 'test', validate } }
  }

  it('gives what the schema returns', () => {
    const outcome = getRunOutcome(run, { schema })
    expect(outcome).toEqual({ type: 'succeeded', data: { price: 799 } })
  })

  it('lists what does not fit', () => {
    const list = mini.object({ items: mini.array(mini.object({ name: mini.string() })) })
    const result = { items: [{ name: 'a' }, { name: 2 }] }
    expect(getRunOutcome(createRun({ result }), { schema: list })).toEqual({
      type: 'invalid_result',
      issues: [{ path: 'items.1.name', message: expect.any(String) }],
      data: result,
    })
  })

  it('reads path segments that are objects', () => {
    const strict = createSchema(() => ({ issues: [{ message: 'no', path: [{ key: 'a' }, 0] }] }))
    expect(getRunOutcome(run, { schema: strict })).toMatchObject({
      issues: [{ path: 'a.0', message: 'no' }],
    })
  })

  it('yields to a goal failure and to an empty result', () => {
    const failure = createRun({ result: { status: 'failure', reason: 'Blocked' } })
    expect(getRunOutcome(failure, { schema })).toMatchObject({ reason: 'Blocked' })
    expect(getRunOutcome(createRun({ result: {} }), { schema }).type).toBe('no_result')
  })

  it.each([
    ['asynchronous', createSchema(() => Promise.resolve({ value: 'x' }))],
    ['asynchronous', createSchema(() => Promise.reject(new Error('x')))],
    [
      'boom',
      createSchema(() => {
        throw new Error('boom')
      }),
    ],
  ])('says of a broken schema that it is broken (%s)', (text, broken) => {
    expect(getRunOutcome(run, { schema: broken })).toMatchObject({
      type: 'invalid_result',
      issues: [{ path: '', message: expect.stringContaining(text) }],
      data: run.result,
    })
  })
})

describe('checkSchema', () => {
  it('reads paths of any keys', () => {
    const schema: StandardSchemaV1<unknown, string> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => ({ issues: [{ message: 'no', path: [Symbol('a'), { key: 0 }, 'b c'] }] }),
      },
    }
    expect(checkSchema(schema, 1)).toEqual({ issues: [{ path: 'Symbol(a).0.b c', message: 'no' }] })
  })

  it('does not repeat what a schema threw when that is no error', () => {
    const schema: StandardSchemaV1<unknown, string> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw { token: 's3cret' }
        },
      },
    }
    const message = 'The schema threw something that is not an Error'
    expect(checkSchema(schema, 1)).toEqual({ issues: [{ path: '', message }] })
  })

  it('survives a schema that throws what throws in its turn', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const schema: StandardSchemaV1<unknown, string> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw proxy
        },
      },
    }
    const message = 'The schema threw something that cannot be read'
    expect(checkSchema(schema, 1)).toEqual({ issues: [{ path: '', message }] })
  })
})
