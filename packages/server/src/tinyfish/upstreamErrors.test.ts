import type { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { platforms } from '../../test/startHandler.js'

const run = '/api/fishbowl/runs/run_1'
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }

function fail(status: number, code: string) {
  return Response.json({ error: { code, message: 'sensitive text' } }, { status })
}

describe.each(platforms)(
  'when TinyFish does not answer as it should, on %s',
  (_name, startHandler) => {
    it.each([
      [400, 'INVALID_INPUT', 400, 'INVALID_INPUT'],
      [422, 'WHATEVER', 400, 'INVALID_INPUT'],
      [401, 'INVALID_API_KEY', 502, 'UPSTREAM_UNAUTHORIZED'],
      [401, 'unauthorized', 502, 'UPSTREAM_UNAUTHORIZED'],
      [402, 'INSUFFICIENT_CREDITS', 402, 'INSUFFICIENT_CREDITS'],
      [403, 'INSUFFICIENT_CREDITS', 402, 'INSUFFICIENT_CREDITS'],
      [403, 'FORBIDDEN', 403, 'UPSTREAM_FORBIDDEN'],
      [404, 'NOT_FOUND', 404, 'NOT_FOUND'],
      [410, 'GONE', 410, 'GONE'],
      [429, 'RATE_LIMIT_EXCEEDED', 429, 'RATE_LIMIT_EXCEEDED'],
      [500, 'INTERNAL_ERROR', 502, 'UPSTREAM_ERROR'],
      [500, 'TIMEOUT', 504, 'TIMEOUT'],
      [503, 'SERVICE_BUSY', 503, 'SERVICE_BUSY'],
      [504, 'WHATEVER', 504, 'TIMEOUT'],
    ])('answers %i %s with %i %s and a fixed text', async (status, code, ownStatus, ownCode) => {
      const { send } = await startHandler(() => fail(status, code))
      const response = await send(run)
      expect(response.status).toBe(ownStatus)
      const text = await response.text()
      expect(JSON.parse(text)).toEqual({ error: { code: ownCode, message: expect.any(String) } })
      expect(text).not.toContain('sensitive')
    })

    it('reads an error that is not JSON by its status', async () => {
      const { send } = await startHandler(
        () => new Response('<h1>Bad gateway</h1>', { status: 503 }),
      )
      expect((await send(run)).status).toBe(503)
    })

    it('stays with an error that carries a run', async () => {
      const { send } = await startHandler(() =>
        Response.json({ run_id: 'run_1', status: 'FAILED' }, { status: 500 }),
      )
      expect((await send(run)).status).toBe(502)
    })

    it.each([
      ['60', '60'],
      ['soon', null],
      ['-1', null],
      ['1e9', null],
      ['Tue, 24 Nov 2026 10:00:00 GMT', null],
    ])('passes Retry-After on when it is a plain number (%s)', async (sent, passed) => {
      const { send } = await startHandler(
        () => new Response(null, { status: 429, headers: { 'Retry-After': sent } }),
      )
      expect((await send(run)).headers.get('Retry-After')).toBe(passed)
    })

    it.each([
      ['INVALID_INPUT', 400],
      ['INSUFFICIENT_CREDITS', 402],
      ['SERVICE_BUSY', 503],
      ['SOMETHING_NEW', 502],
    ])('makes a start that was refused with 200 an error (%s)', async (code, status) => {
      const { post } = await startHandler(() =>
        Response.json({ run_id: null, error: { code, message: 'sensitive text' } }),
      )
      const response = await post('/api/fishbowl/automation/run-async', start)
      expect(response.status).toBe(status)
      expect(await response.text()).not.toContain('sensitive')
    })

    it.each([
      ['a run', 'GET', run],
      ['a page', 'GET', '/api/fishbowl/runs'],
      ['a batch', 'POST', '/api/fishbowl/runs/batch'],
      ['a cancellation', 'POST', `${run}/cancel`],
      ['a start', 'POST', '/api/fishbowl/automation/run-async'],
      ['a stream', 'POST', '/api/fishbowl/automation/run-sse'],
      ['a picture', 'GET', `${run}/steps/evt_1/screenshot`],
    ])('answers 502 when %s is something else', async (_what, method, path) => {
      const answers = ['null', '[]', '{"data":{}}', '{"run_id":7}', '{"run_id"'].map(
        (text) => () => new Response(text, { headers: { 'Content-Type': 'application/json' } }),
      )
      for (const answer of [...answers, () => new Response('<html>')]) {
        const { send, post } = await startHandler(answer)
        const response = await (method === 'GET'
          ? send(path)
          : post(path, path.endsWith('batch') ? { run_ids: ['run_1'] } : start))
        expect(response.status).toBe(502)
        expect(await response.json()).toMatchObject({
          error: { code: 'UPSTREAM_INVALID_RESPONSE' },
        })
      }
    })

    it('passes over items of a list that are not runs', async () => {
      const data = [null, 'run_0', { run_id: 'a/b' }, { run_id: 'run_1', status: 'PENDING' }]
      const { send } = await startHandler(() => Response.json({ data }))
      expect(await (await send('/api/fishbowl/runs')).json()).toMatchObject({
        data: [{ run_id: 'run_1' }],
        pagination: null,
      })
    })

    it('tells the log of the host what it has to know, and not what viewers asked in vain', async () => {
      const errors: FishbowlError[] = []
      const answers = [fail(401, 'INVALID_API_KEY'), fail(429, ''), fail(404, ''), fail(400, '')]
      const { send } = await startHandler(() => answers.shift() ?? Response.error(), {
        onError: (error) => errors.push(error),
      })
      for (let read = 0; read < 4; read += 1) await send(run)
      await send('/api/fishbowl/nowhere')
      expect(errors.map(({ code, status }) => [code, status])).toEqual([
        ['unauthorized', 502],
        ['rate_limited', 429],
        ['bad_request', 400],
      ])
    })

    it.each([
      () => {
        throw new Error('The log is full')
      },
      () => Promise.reject(new Error('The log is full')),
    ])('answers although the log fails', async (onError) => {
      const { send } = await startHandler(() => fail(401, ''), { onError })
      expect((await send(run)).status).toBe(502)
    })
  },
)
