import { describe, expect, it } from 'vitest'

import type { FishbowlErrorCode } from './errors.js'
import { FishbowlError, getErrorCode } from './errors.js'

function createError(code: FishbowlErrorCode) {
  return new FishbowlError({ code, message: 'Something happened.' })
}

describe('FishbowlError', () => {
  it.each<[FishbowlErrorCode, boolean]>([
    ['invalid_input', false],
    ['bad_request', false],
    ['unauthorized', false],
    ['payment_required', false],
    ['forbidden', false],
    ['not_found', false],
    ['gone', false],
    ['rate_limited', true],
    ['timeout', true],
    ['server_error', true],
    ['unavailable', true],
    ['network_error', true],
    ['invalid_response', true],
  ])('computes from the code %s that retryable is %s', (code, retryable) => {
    expect(createError(code).retryable).toBe(retryable)
  })

  it('keeps status, retryAfter and cause', () => {
    const cause = new TypeError('fetch failed')
    const error = new FishbowlError({
      code: 'rate_limited',
      message: 'Too many requests.',
      status: 429,
      retryAfter: 2000,
      cause,
    })
    expect(error).toMatchObject({ name: 'FishbowlError', status: 429, retryAfter: 2000, cause })
    expect(error).toBeInstanceOf(Error)
  })

  it.each([
    [1e15, 3_600_000],
    [Infinity, 3_600_000],
    [-5, 0],
    [NaN, 0],
  ])('waits no longer than an hour, whatever a server asks (%d)', (asked, retryAfter) => {
    const error = new FishbowlError({ code: 'rate_limited', message: 'x', retryAfter: asked })
    expect(error.retryAfter).toBe(retryAfter)
  })

  it('has no status and no cause when none was given', () => {
    const error = createError('not_found')
    expect(error.status).toBeUndefined()
    expect('cause' in error).toBe(false)
  })

  it('recognises an error of another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('fishbowl.error')]: true })
    expect(FishbowlError.isInstance(foreign)).toBe(true)
    expect(FishbowlError.isInstance(createError('gone'))).toBe(true)
  })

  it.each([undefined, null, 'text', 42, {}, new Error('x')])('does not recognise %s', (value) => {
    expect(FishbowlError.isInstance(value)).toBe(false)
  })
})

describe('getErrorCode', () => {
  it.each<[number, FishbowlErrorCode]>([
    [400, 'bad_request'],
    [401, 'unauthorized'],
    [402, 'payment_required'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [408, 'timeout'],
    [410, 'gone'],
    [422, 'bad_request'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [502, 'server_error'],
    [503, 'unavailable'],
    [504, 'timeout'],
    [599, 'server_error'],
    [302, 'invalid_response'],
  ])('gives for HTTP %i the code %s', (status, code) => {
    expect(getErrorCode(status)).toBe(code)
  })
})
