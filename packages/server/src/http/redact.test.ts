import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { redact, redactError, redactKey } from './redact.js'

const key = 'sk-tinyfish-s3cret'

describe('redact', () => {
  it.each([
    [`the key ${key} is wrong`, 's3cret'],
    ['another key sk-mino-other99', 'other99'],
    ['Authorization: Bearer abc.def', 'abc'],
    ["{ 'x-api-key': 'k3y' }", 'k3y'],
    ['{"cookie":"session=abc"}', 'abc'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl', 'eyJ'],
    ['at https://stream.mino.ai/session/s3ssion?token=t', 's3ssion'],
    ['at wss://host.example/devtools/page/s3ssion', 's3ssion'],
    ['at https://host.example?token=s3ssion', 's3ssion'],
    ['at https://user:pa55@host.example/', 'pa55'],
    ['at https://user:pa55@host.example', 'pa55'],
  ])('takes the secret out of %j', (text, secret) => {
    expect(redact(text, key)).not.toContain(secret)
  })

  it('keeps what is no secret', () => {
    expect(redact('connect ECONNREFUSED 127.0.0.1:4477', key)).toBe(
      'connect ECONNREFUSED 127.0.0.1:4477',
    )
    expect(redact('GET https://agent.tinyfish.ai/v1/runs/a failed', key)).toBe(
      'GET https://agent.tinyfish.ai failed',
    )
  })

  it('never leaves the key in a text, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redact(`${before}${key}${after}`, key)).not.toContain(key)
      }),
    )
  })
})

describe('redactKey', () => {
  it('takes the key alone, and keeps valid JSON valid', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (before, value) => {
        const json = redactKey(JSON.stringify({ text: `${before}${key}`, value }), key)
        expect(JSON.parse(json)).toEqual({
          text: `${before}[redacted]`,
          value: JSON.parse(JSON.stringify(value)),
        })
      }),
    )
    expect(redactKey('sk-learn', key)).toBe('sk-learn')
  })

  it('leaves text alone when the key is a word from a test', () => {
    expect(redactKey('a test of tests', 'test')).toBe('a test of tests')
  })
})

describe('redactError', () => {
  it('keeps what happened, with its causes, and drops what an error carries', () => {
    const cause = new Error(`connect ECONNREFUSED with ${key}`)
    const error = Object.assign(new TypeError('fetch failed', { cause }), { request: { key } })
    const copy = redactError(error, key)
    expect(copy).toMatchObject({ name: 'TypeError', message: 'fetch failed' })
    expect(copy.cause).toMatchObject({ message: 'connect ECONNREFUSED with [redacted]' })
    expect(copy).not.toHaveProperty('request')
    expect(copy.stack).toContain('redact.test.ts')
  })

  it('ends with causes that go in a circle', () => {
    const error = new Error('a')
    error.cause = error
    expect(redactError(error, key).message).toBe('a')
  })

  it.each([key, null, undefined, { key }])('shows nothing of what is no error', (thrown) => {
    expect(String(redactError(thrown, key))).not.toContain(key)
  })
})
