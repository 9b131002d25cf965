import type { StandardSchemaV1 } from '@standard-schema/spec'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

import completed from '../../test/payloads/run.completed.json'
import docsRun from '../../test/payloads/run.docs-mino-2026.json'
import systemFailure from '../../test/payloads/run.failed.system.json'
import { parseRun } from '../run/parseRun.js'
import { getRunOutcome } from './outcome.js'

function createRun(fields: Record<string, unknown> = {}) {
  return parseRun({ run_id: 'run-1', status: 'COMPLETED', ...fields })
}

function getOutcome(result: unknown) {
  return getRunOutcome(createRun({ result }))
}

function fence(value: unknown) {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}

describe('by status', () => {
  it.each([
    ['PENDING', { type: 'pending' }],
    ['RUNNING', { type: 'running' }],
    ['CANCELLED', { type: 'cancelled' }],
    ['PAUSED', { type: 'unknown', status: 'PAUSED' }],
    ['constructor', { type: 'unknown', status: 'constructor' }],
  ])('tells of %s %j, whatever the result holds', (status, outcome) => {
    expect(getRunOutcome(createRun({ status, result: { status: 'failure' } }))).toEqual(outcome)
  })

  it('gives the result of the published completed run', () => {
    const run = parseRun(completed)
    expect(getRunOutcome(run)).toEqual({ type: 'succeeded', data: completed.result })
  })

  it('says that a result is withheld, not that there is none', () => {
    const fields = { status: 'COMPLETED', result_withheld: true }
    expect(getRunOutcome(createRun(fields))).toEqual({ type: 'withheld' })
    expect(getRunOutcome(createRun({ ...fields, status: 'RUNNING' })).type).toBe('running')
    expect(getRunOutcome(createRun({ ...fields, result_withheld: 'yes' })).type).toBe('no_result')
  })

  it('does not take the empty result of the published docs run for a success', () => {
    expect(getRunOutcome(parseRun(docsRun))).toEqual({ type: 'no_result', reason: 'empty' })
  })
})

describe('failed runs', () => {
  it('tells of the published failure that it may be repeated, and when', () => {
    const run = parseRun(systemFailure)
    expect(getRunOutcome(run)).toEqual({
      type: 'failed',
      error: run.error,
      retryable: true,
      retryAfter: 60_000,
    })
  })

  it.each([
    ['AGENT_FAILURE', false],
    ['BILLING_FAILURE', false],
    ['agent_failure', false],
    ['SYSTEM_FAILURE', true],
    ['UNKNOWN', true],
    ['SOMETHING_NEW', true],
  ])('tells of the category %s that retryable is %s', (category, retryable) => {
    const run = createRun({ status: 'FAILED', error: { message: 'x', category } })
    expect(getRunOutcome(run)).toMatchObject({ type: 'failed', retryable, retryAfter: null })
  })

  it('has a failure to show even when the API gives none', () => {
    expect(getRunOutcome(createRun({ status: 'FAILED' }))).toMatchObject({
      type: 'failed',
      error: { message: '', category: 'UNKNOWN' },
      retryable: true,
    })
  })
})

describe('goal failures', () => {
  const shapes: [unknown, string][] = [
    [{ status: 'failure', reason: 'Access denied' }, 'Access denied'],
    [{ status: 'FAILED', message: 'No such product' }, 'No such product'],
    [{ status: ' Error ', error_message: 'Blocked' }, 'Blocked'],
    [{ error: 'access_denied' }, 'access_denied'],
    [{ error: 'no_results', reason: 'Nothing matched' }, 'Nothing matched'],
    [{ error: { message: 'Login needed' } }, 'Login needed'],
    [{ error: { code: 7 } }, ''],
    [{ error: true }, ''],
    [{ success: false, reason: 'Sold out' }, 'Sold out'],
    [{ success: false, error_type: 'timeout', partial_results: [] }, 'timeout'],
    [{ status: 'failure' }, ''],
  ]

  it.each(shapes)('finds %j with the reason "%s"', (result, reason) => {
    expect(getOutcome(result)).toEqual({ type: 'goal_failed', reason, data: result })
  })

  it.each([
    ['inside its result key', (shape: unknown) => ({ result: shape, steps: 3 })],
    ['as JSON text', (shape: unknown) => JSON.stringify(shape)],
    ['as fenced JSON text', fence],
    ['as fenced JSON text on one line', (shape: unknown) => `\`\`\`${JSON.stringify(shape)}\`\`\``],
    ['as JSON text inside its result key', (shape: unknown) => ({ result: JSON.stringify(shape) })],
    ['as fenced text inside its result key', (shape: unknown) => ({ result: fence(shape) })],
    ['inside the result key of JSON text', (shape: unknown) => JSON.stringify({ result: shape })],
  ])('finds every shape %s', (_where, wrap) => {
    for (const [shape, reason] of shapes) {
      expect(getOutcome(wrap(shape))).toMatchObject({ type: 'goal_failed', reason })
    }
  })

  it.each([
    { available: false, message: 'Not streaming in your country' },
    { inStock: false },
    { status: 'submitted' },
    { status: 'active' },
    { message: 'The title was not found in catalog' },
    { errors: [] },
    { error: null },
    { result: { errors: [] } },
    { errors: [], price: 5 },
    { error: null, price: 5 },
    { error: '', price: 5 },
    { success: true, message: 'Done' },
    { success: 'false' },
    { status: 500 },
    { order: { status: 'failed' } },
    { result: { result: { status: 'failure' } } },
    [{ status: 'failure' }],
    'The run was a failure',
    '# Report\n\n```json\n{"status":"failure"}\n```\n\nas documented',
    false,
    0,
    JSON.parse('{"__proto__":{"status":"failure"},"price":5}'),
  ])('takes the false friend %j for an answer', (result) => {
    expect(getOutcome(result)).toEqual({ type: 'succeeded', data: result })
  })
})

describe('no result', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    ['null', 'null'],
    ['', 'blank'],
    [' \n', 'blank'],
    [{}, 'empty'],
    [[], 'empty'],
    ['{}', 'empty'],
    [fence([]), 'empty'],
    [{ price: null, name: null }, 'all_null'],
    [[null], 'all_null'],
    [{ products: [], hotels: [] }, 'all_empty'],
    [{ products: [], note: null }, 'all_empty'],
    [{ products: [], errors: [] }, 'all_empty'],
    [{ price: null, error: null }, 'all_null'],
    [{ result: null }, 'null'],
    [{ result: '' }, 'blank'],
    [{ result: {} }, 'empty'],
    [{ result: '[]' }, 'empty'],
    [{ result: { price: null } }, 'all_null'],
    [{ result: { products: [] } }, 'all_empty'],
  ])('is told of %j because it is %s', (result, reason) => {
    expect(getOutcome(result)).toEqual({ type: 'no_result', reason })
  })

  it.each([
    { products: [], total: 0 },
    { price: null, name: 'x' },
    { result: null, teams: 'A-B' },
    [[], 1],
    0,
    false,
    'none',
  ])('is not told of %j', (result) => {
    expect(getOutcome(result).type).toBe('succeeded')
  })
})

describe("the API's own schema check", () => {
  const schema_validation = {
    valid: false,
    errors: [
      { path: 'price', message: 'must be a number' },
      { path: 'name', expected: 'string', received: 'null' },
    ],
  }

  it('makes the result invalid', () => {
    const run = createRun({ result: { price: 'x' }, schema_validation })
    expect(getRunOutcome(run)).toEqual({
      type: 'invalid_result',
      issues: [
        { path: 'price', message: 'must be a number' },
        { path: 'name', message: 'expected string, received null' },
      ],
      data: { price: 'x' },
    })
  })

  it('yields to a goal failure and to an empty result', () => {
    const failure = createRun({ result: { success: false }, schema_validation })
    expect(getRunOutcome(failure).type).toBe('goal_failed')
    expect(getRunOutcome(createRun({ result: {}, schema_validation })).type).toBe('no_result')
  })
})

describe('schema', () => {
  const run = createRun({ result: { price: '799', extra: 1 } })
  const schema = z.object({ price: z.pipe(z.string(), z.transform(Number)) })

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
    const list = z.object({ items: z.array(z.object({ name: z.string() })) })
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

describe('isGoalFailure', () => {
  const run = createRun({ result: { available: false, reason: 'Sold out' } })

  it.each<[boolean | string, object]>([
    ['Not in stock', { type: 'goal_failed', reason: 'Not in stock' }],
    [true, { type: 'goal_failed', reason: 'Sold out' }],
    [false, { type: 'succeeded' }],
    ['', { type: 'succeeded' }],
  ])('is believed when it answers %j', (answer, outcome) => {
    expect(getRunOutcome(run, { isGoalFailure: () => answer })).toMatchObject(outcome)
  })

  it('replaces the default detector', () => {
    const failure = createRun({ result: { status: 'failure' } })
    expect(getRunOutcome(failure, { isGoalFailure: () => false }).type).toBe('succeeded')
  })

  it('is asked about an absent result, too', () => {
    expect(getRunOutcome(createRun(), { isGoalFailure: (result) => result === null }).type).toBe(
      'goal_failed',
    )
  })

  it.each([
    [
      'boom',
      () => {
        throw new Error('boom')
      },
    ],
    ['asynchronous', () => Promise.resolve(true) as unknown as boolean],
  ])('does not throw through when it is broken (%s)', (text, isGoalFailure) => {
    expect(getRunOutcome(run, { isGoalFailure })).toMatchObject({
      type: 'invalid_result',
      issues: [{ path: '', message: expect.stringContaining(text) }],
    })
  })
})

describe('over any JSON', () => {
  const wrap = (json: fc.Arbitrary<unknown>) =>
    fc.oneof(
      json,
      json.map(fence),
      json.map((value) => JSON.stringify(value)),
    )
  const field = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('failure', 'FAILED', 'error', '', null, false),
    fc.constant([]),
  )
  const keys = ['status', 'error', 'errors', 'success', 'result', 'reason', 'message', '__proto__']
  const record = fc.dictionary(fc.constantFrom(...keys), field)
  const nested = fc.record({ result: wrap(record), more: fc.option(field) }, { requiredKeys: [] })
  const anyResult = wrap(fc.oneof(fc.jsonValue(), record, nested))

  it('never throws, and gives the data as it is', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const outcome = { data: result, ...getOutcome(result) }
        expect(outcome.type).toMatch(/^(succeeded|goal_failed|no_result)$/)
        expect(outcome.data).toBe(result)
      }),
      { numRuns: 500 },
    )
  })

  it('has an outcome for any run that can be read', () => {
    const types = {
      PENDING: /^pending$/,
      RUNNING: /^running$/,
      COMPLETED: /^(succeeded|goal_failed|no_result|invalid_result)$/,
      FAILED: /^failed$/,
      CANCELLED: /^cancelled$/,
      PAUSED: /^unknown$/,
    }
    const status = fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[]))
    const schema_validation = fc.oneof(
      fc.jsonValue(),
      fc.record({ valid: fc.boolean(), errors: fc.oneof(fc.jsonValue(), fc.array(record)) }),
    )
    fc.assert(
      fc.property(status, anyResult, field, schema_validation, (status, result, error, check) => {
        const run = createRun({ status, result, error, schema_validation: check })
        expect(getRunOutcome(run).type).toMatch(types[status])
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const { data: _, ...outcome } = { data: null, ...getOutcome(result) }
        const { data: __, ...reversed } = { data: null, ...getOutcome(reverseKeys(result)) }
        expect(reversed).toEqual(outcome)
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on the order of an error’s keys', () => {
    const anyError = fc.oneof(record, fc.dictionary(fc.string(), fc.jsonValue()))
    fc.assert(
      fc.property(anyError, (error) => {
        const getFailure = (json: unknown) =>
          getRunOutcome(createRun({ status: 'FAILED', error: json }))
        expect(getFailure(reverseKeys(error))).toEqual(getFailure(error))
      }),
    )
  })

  it('survives a result that is nested 100,000 levels deep', () => {
    const deep: unknown = JSON.parse('{"result":'.repeat(100_000) + '1' + '}'.repeat(100_000))
    expect(getOutcome(deep).type).toBe('succeeded')
  })
})

/** The same JSON with its keys the other way round, inside JSON texts as well. */
function reverseKeys(value: unknown): unknown {
  if (typeof value === 'string') return reverseText(value)
  if (Array.isArray(value)) return value.map(reverseKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, field]) => [key, reverseKeys(field)] as const)
  return Object.fromEntries(entries.reverse())
}

function reverseText(text: string): string {
  const isFenced = text.startsWith('```')
  const json = isFenced ? text.slice(7, -3) : text
  if (!/^\s*[{[]/.test(json)) return text
  try {
    const reversed = reverseKeys(JSON.parse(json))
    return isFenced ? fence(reversed) : JSON.stringify(reversed)
  } catch {
    return text
  }
}
