import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseErrorBody, parseRetryAfter } from './answerError.js'

it.each([
  [{ error: { code: 'NOT_FOUND', message: 'No such run' } }, 'NOT_FOUND', 'No such run'],
  [{ error: { code: 'NOT_FOUND' } }, 'NOT_FOUND', null],
  [{ error: 'unauthorized' }, null, 'unauthorized'],
  [{ error_code: 'INVALID_INPUT', message: 'Bad goal' }, 'INVALID_INPUT', 'Bad goal'],
  [{ code: 'TIMEOUT', message: 'Too slow' }, 'TIMEOUT', 'Too slow'],
  [{ error: { details: [{ message: 'goal is required' }] } }, null, 'goal is required'],
  ['Bad gateway', null, 'Bad gateway'],
  [{ error: { message: { nested: 1 } } }, null, null],
  [{}, null, null],
  [[], null, null],
  [null, null, null],
  [undefined, null, null],
])('reads %j as %s, "%s"', (json, code, message) => {
  expect(parseErrorBody(json)).toEqual({ code, message })
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(Object.keys(parseErrorBody(json))).toEqual(['code', 'message'])
    }),
  )
})

const now = Date.parse('2026-01-01T00:00:00Z')

describe('parseRetryAfter', () => {
  it.each([
    ['30', 30_000],
    [' 2 ', 2_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ])('reads %j as %i ms', (header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds)
  })

  it.each([null, '', 'soon', '-5', '1e3', '2026-01-01', 'NaN', 'Infinity'])(
    'ignores %j',
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined()
    },
  )
})
