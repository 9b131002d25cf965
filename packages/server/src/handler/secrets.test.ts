import { inspect } from 'node:util'

import type { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import type { TestUpstream } from '../../test/startHandler.js'
import { API_KEY, platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRevocations } from '../tokens/revocations.js'
import { createRunHandler } from './createRunHandler.js'

const streamingUrl = 'https://tf-abc.fra0-tinyfish.unikraft.app/stream/s3ssion?token=t0ken'
const text = `${API_KEY} in ${JSON.stringify({ 'X-API-Key': API_KEY })} at ${streamingUrl}`
const json = { 'Content-Type': 'application/json' }

/** Ways in which TinyFish, or the way there, could give the key away. */
const leaks: [how: string, upstream: TestUpstream][] = [
  ['an error body', () => Response.json({ error: { code: text, message: text } }, { status: 400 })],
  [
    'a server error',
    () => Response.json({ error: { code: API_KEY, message: text } }, { status: 500 }),
  ],
  ['an HTML page', () => new Response(text, { status: 502 })],
  ['broken JSON', () => new Response(`{"run_id":"${text}`, { headers: json })],
  ['another run', () => Response.json({ run_id: API_KEY, status: 'RUNNING' })],
  ['a type of content', () => new Response('', { headers: { 'Content-Type': API_KEY } })],
  ['Retry-After', () => new Response('', { status: 429, headers: { 'Retry-After': API_KEY } })],
]

/** Everything that a careless log could print of a value. */
function print(value: unknown): string {
  return [
    inspect(value, { depth: 9, showHidden: true }),
    JSON.stringify(value),
    String(value),
  ].join()
}

describe.each(platforms)('the API key on %s', (_name, startHandler) => {
  it.each(leaks)('is in no answer and no log when %s echoes it', async (_how, upstream) => {
    const errors: FishbowlError[] = []
    const { send, post } = await startHandler(upstream, { onError: (error) => errors.push(error) })
    for (const response of [
      await send('/api/fishbowl/runs/run_1'),
      await send('/api/fishbowl/runs'),
      await send('/api/fishbowl/runs/run_1/steps/evt_1/screenshot'),
      await post('/api/fishbowl/runs/batch', { run_ids: ['run_1'] }),
      await post('/api/fishbowl/runs/run_1/cancel'),
      await post('/api/fishbowl/automation/run-async', { url: 'https://a.example', goal: 'a' }),
      await post('/api/fishbowl/automation/run-sse', { url: 'https://a.example', goal: 'a' }),
    ]) {
      const shown = `${await response.text()} ${print([...response.headers])}`
      expect(shown).not.toMatch(/5up3r|s3ssion|t0ken/)
    }
    for (const error of errors) expect(print(error)).not.toMatch(/5up3r|s3ssion|t0ken/)
  })

  it('is taken out of runs and events that echo it', async () => {
    const run = { run_id: 'run_1', status: 'FAILED', error: { message: text }, result: [API_KEY] }
    const { send } = await startHandler(() => Response.json(run))
    const answer = await (await send('/api/fishbowl/runs/run_1')).json()
    expect(JSON.stringify(answer)).not.toContain('5up3r')
    expect(answer).toMatchObject({ result: ['[redacted]'] })

    const { post } = await startHandler(
      () =>
        new Response(`data: ${JSON.stringify({ type: 'COMPLETE', ...run })}\n\n`, {
          headers: { 'Content-Type': 'text/event-stream' },
        }),
    )
    const body = { url: 'https://a.example', goal: 'a' }
    const events = await (await post('/api/fishbowl/automation/run-sse', body)).text()
    expect(events).toContain('COMPLETE')
    expect(events).not.toContain('5up3r')
  })
})

describe('the API key', () => {
  it('is not in what a log prints of a failed fetch or authorize', async () => {
    const errors: FishbowlError[] = []
    const fail = (request: Request) => {
      const cause = new Error(text)
      throw Object.assign(new TypeError(`Failed: ${text}`, { cause }), { request, key: API_KEY })
    }
    for (const options of [{ fetch: fail }, { authorize: fail }]) {
      const handler = createRunHandler({
        apiKey: API_KEY,
        authorize: () => true,
        onError: (error) => errors.push(error),
        ...options,
      })
      const response = await handler(new Request('https://app.example.com/api/fishbowl/runs/run_1'))
      expect(await response.text()).not.toContain('5up3r')
      expect(print(handler)).not.toContain('5up3r')
    }
    expect(errors.map(({ code }) => code)).toEqual(['network_error', 'forbidden'])
    for (const error of errors) {
      expect(print(error)).not.toMatch(/5up3r|s3ssion|t0ken/)
      expect(error.cause).toMatchObject({ message: expect.stringContaining('Failed') })
    }
  })
})

describe('a viewer token and its secret', () => {
  it('are in no answer, log or audit, whatever goes wrong', async () => {
    const shown: unknown[] = []
    const headers = await bearer()
    const fails = () => Promise.reject(new Error(`No connection for ${headers.Authorization}`))
    const tokens = { secret: SECRET }
    for (const options of [
      { tokens },
      { tokens: { ...tokens, revocations: createRevocations({ get: fails, set: fails }) } },
      { tokens, store: { ...createMemoryStore(), increment: fails } },
      { tokens: { secret: `another ${SECRET}` } },
    ]) {
      const handler = createRunHandler({
        apiKey: API_KEY,
        ...options,
        fetch: () => Promise.reject(new Error(`Failed with ${headers.Authorization}`)),
        onError: (error) => shown.push(error),
        onAudit: (entry) => shown.push(entry),
      })
      const request = new Request('https://app.example.com/api/fishbowl/runs/run_1', { headers })
      const response = await handler(request)
      expect(response.status).toBeGreaterThan(400)
      shown.push(handler, await response.text(), [...response.headers])
    }
    expect(shown.length).toBeGreaterThan(12)
    for (const value of shown) {
      expect(print(value)).not.toContain(SECRET)
      expect(print(value)).not.toContain(headers.Authorization.slice('Bearer '.length, 60))
      expect(print(value)).not.toContain(headers.Authorization.split('.')[2])
    }
  })
})
