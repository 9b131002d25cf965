import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { parseErrorBody } from './errorBody.js'

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
