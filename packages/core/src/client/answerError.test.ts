import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { collect, getError, input, setUp, toJson } from '../../test/client.js'
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

describe('errors', () => {
  it.each([
    [400, 'bad_request', false],
    [401, 'unauthorized', false],
    [402, 'payment_required', false],
    [403, 'forbidden', false],
    [404, 'not_found', false],
    [408, 'timeout', true],
    [410, 'gone', false],
    [418, 'bad_request', false],
    [429, 'rate_limited', true],
    [500, 'server_error', true],
    [502, 'server_error', true],
    [503, 'unavailable', true],
    [504, 'timeout', true],
    [304, 'invalid_response', true],
    [302, 'invalid_response', true],
  ])('of status %i are %s', async (status, code, retryable) => {
    const { client, requests } = setUp(() => new Response(null, { status }))
    expect(await getError(client.getRun('run-1'))).toMatchObject({ code, retryable })
    expect(requests).toHaveLength(1)
  })

  it('say how long to wait', async () => {
    const headers = { 'Retry-After': '7' }
    const { client } = setUp(() => new Response('busy', { status: 503, headers }))
    await expect(client.getRun('run-1')).rejects.toMatchObject({ status: 503, retryAfter: 7_000 })
  })

  it('show the error code of the API, and nothing else of its body', async () => {
    const error = { code: 'INVALID_INPUT', message: 'goal "secret" is wrong', details: 'secret' }
    const { client } = setUp(() => toJson({ error }, { status: 400 }))
    const { message } = (await getError(client.getRun('run-1'))) as Error
    expect(message).toContain('INVALID_INPUT')
    expect(message).not.toContain('secret')
  })

  it.each([
    ['a key', 'sk-tinyfish-secret'],
    ['a token', 'eyJhbGciOi.secret.x'],
    ['a sentence', 'the secret is 1'],
  ])('do not show an error code that is %s', async (_name, code) => {
    const { client } = setUp(() => toJson({ error: { code, message: 'x' } }, { status: 500 }))
    expect(String(await getError(client.getRun('run-1')))).not.toContain('secret')
  })

  it('stay errors when a 500 carries a run', async () => {
    const run = { run_id: 'run-1', status: 'FAILED', error: { message: 'x', category: 'UNKNOWN' } }
    const { client } = setUp(() => toJson(run, { status: 500 }))
    await expect(client.getRun('run-1')).rejects.toMatchObject({ code: 'server_error' })
  })

  it.each([
    ['the connection fails', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'the connection breaks inside the answer',
      () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('cut')) })),
    ],
  ])('are network errors when %s', async (_name, answer) => {
    const { client } = setUp(answer)
    const error = await getError(client.getRun('run-1'))
    expect(error).toMatchObject({ code: 'network_error', cause: expect.any(TypeError) })
  })

  it('of a start never repeat it', async () => {
    for (const status of [408, 429, 500, 502, 503]) {
      const { client, requests } = setUp(() => new Response(null, { status }))
      await getError(client.startRun(input))
      await getError(collect(client.streamRun(input)))
      expect(requests).toHaveLength(2)
    }
    const { client, requests } = setUp(() => Promise.reject(new TypeError('reset')))
    await getError(client.startRun(input))
    expect(requests).toHaveLength(1)
  })

  it('of one part of many reads are not hidden', async () => {
    const { client } = setUp((_request, index) => {
      if (index === 1) return new Response(null, { status: 503 })
      const data = Array.from({ length: 100 }, (_, id) => ({ run_id: `r${id}`, status: 'RUNNING' }))
      return toJson({ data })
    })
    const runIds = Array.from({ length: 150 }, (_, id) => `r${id}`)
    await expect(client.getRuns(runIds)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
