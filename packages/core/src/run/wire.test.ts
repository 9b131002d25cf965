import { describe, expect, it } from 'vitest'

import { parseRun, tryParseRun } from './parseRun.js'
import { isList, isRecord, listKeys } from './wire.js'

const run = { run_id: 'run-1', status: 'COMPLETED' }

describe('what stands beside a run', () => {
  it.each([{ data: { ...run, run_id: 'run-2' } }, { event: 7, data: { ...run, run_id: 'run-2' } }])(
    'does not take the place of the run as in a webhook: %j',
    (fields) => {
      expect(parseRun({ ...run, ...fields }).runId).toBe('run-1')
    },
  )
})

describe('what is left out', () => {
  it('is an empty list for the errors of a schema validation', () => {
    expect(parseRun({ ...run, schema_validation: { valid: true } }).schemaValidation).toEqual({
      valid: true,
      rePromptAttempts: 0,
      errors: [],
    })
  })

  it('is not made of a list that looks like JSON as text', () => {
    expect(parseRun({ ...run, result_json: [7] }).result).toEqual([7])
  })
})

describe('a body that is not a run', () => {
  it('is told what it should have been', () => {
    expect(() => parseRun({})).toThrow('The answer is not a run: its `run_id` is missing')
  })

  it('is null where no error is wanted', () => {
    expect(tryParseRun(run)).toEqual(parseRun(run))
    expect(tryParseRun({})).toBeNull()
  })
})

describe('a proxy that was revoked', () => {
  const { proxy, revoke } = Proxy.revocable([], {})
  revoke()

  it('is no list and has no keys', () => {
    expect(isList(proxy)).toBe(false)
    expect(isRecord(proxy)).toBe(true)
    expect(listKeys(proxy)).toEqual([])
  })
})

describe('listKeys', () => {
  const createWide = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, index]))

  it('lists more than a thousand keys only once', () => {
    const wide = createWide(1_001)
    expect(listKeys(wide)).toHaveLength(1_001)
    expect(listKeys(wide)).toBe(listKeys(wide))
  })

  it('keeps nothing of an object with fewer', () => {
    const narrow = createWide(1_000)
    expect(listKeys(narrow)).toEqual(listKeys(narrow))
    expect(listKeys(narrow)).not.toBe(listKeys(narrow))
  })
})
