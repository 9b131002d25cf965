import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createRun, fence, getOutcome } from '../../test/outcomes.js'
import { getRunOutcome } from './outcome.js'

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
  const asides = ['status', 'error', 'errors', 'success', 'reason', 'message', 'code', 'url']
  const keys = [...asides, 'result', 'output', 'data', 'response', '__proto__']
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
