import { describe, expect, it } from 'vitest'

import { parseStartedBatch, parseStartedRun } from './startedRun.js'

it.each([
  [{ run_id: 'a', error: null }, 'a'],
  [{ runId: 'b' }, 'b'],
])('reads %j as the started run %s', (json, runId) => {
  expect(parseStartedRun(json)).toEqual({ runId })
})

it.each([
  [{ run_ids: ['a', 'b'], error: null }, ['a', 'b']],
  [{ runIds: ['c'] }, ['c']],
])('reads %j as the started runs %j', (json, runIds) => {
  expect(parseStartedBatch(json)).toEqual({ runIds })
})

describe.each([parseStartedRun, parseStartedBatch])('%o', (parse) => {
  it.each([
    [{ code: 'INVALID_INPUT', message: 'goal is empty' }, 'bad_request', 'goal is empty'],
    [{ code: 'INSUFFICIENT_CREDITS', message: 'Add credit' }, 'payment_required', 'Add credit'],
    [{ code: 'rate_limit_exceeded', message: 'Wait' }, 'rate_limited', 'Wait'],
    [{ category: 'BILLING_FAILURE', message: 'Add credit' }, 'payment_required', 'Add credit'],
    [{ code: 'constructor', message: 'New' }, 'bad_request', 'New'],
    ['Something broke', 'bad_request', 'Something broke'],
    [{}, 'bad_request', 'did not say why'],
  ])('refuses HTTP 200 with the error %j as %s', (error, code, text) => {
    const json = { run_id: null, run_ids: null, error }
    expect(() => parse(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) }),
    )
  })

  it('tells how long to wait, in milliseconds', () => {
    const error = { code: 'SERVICE_BUSY', message: 'Busy', retry_after: 30 }
    expect(() => parse({ error })).toThrow(
      expect.objectContaining({ code: 'unavailable', retryAfter: 30_000 }),
    )
  })

  it.each([null, 'x', {}, { run_id: null, run_ids: null }, { run_id: '../x', run_ids: ['../x'] }])(
    'refuses %j',
    (json) => {
      expect(() => parse(json)).toThrow(expect.objectContaining({ code: 'invalid_response' }))
    },
  )
})
