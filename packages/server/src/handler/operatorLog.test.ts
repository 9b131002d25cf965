import type { FishbowlError } from '@fishbowl/core'
import { createClient } from '@fishbowl/core'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { API_KEY, platforms } from '../../test/startHandler.js'
import { createWebhookWatch } from '../routes/webhookWatch.js'
import { createRunFeed } from '../feed/runFeed.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createViewerToken } from '../tokens/createViewerToken.js'
import { createRunHandler } from './createRunHandler.js'

afterEach(() => {
  vi.useRealTimers()
})

const run = { run_id: 'run_1', status: 'RUNNING', error: null }
const answerError = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status })
const start = { url: 'https://shop.example/', goal: 'Buy' }
const json = { 'Content-Type': 'application/json' }

interface Mistake {
  name: string
  upstream?: () => Response | Promise<Response>
  path?: string
  body?: unknown
  headers?: Record<string, string>
  status: number
  log: RegExp
}

/** How a server can be set up wrong, what its viewers get, and what its operator reads. */
const mistakes: Mistake[] = [
  {
    name: 'a proxy changes the host',
    headers: { ...json, Origin: 'https://shop.example', Host: '10.0.0.7:3000' },
    status: 403,
    log: /https:\/\/shop\.example.*10\.0\.0\.7:3000.*proxy_set_header Host.*allowedOrigins: \['https:\/\/shop\.example'\]/,
  },
  {
    name: 'the page is in a frame with a sandbox',
    headers: { ...json, Origin: 'null' },
    status: 403,
    log: /frame with a sandbox/,
  },
  {
    name: 'the handler is mounted elsewhere',
    path: '/fishbowl/automation/run-async',
    status: 404,
    log: /not below '\/api\/fishbowl'.*`basePath`/,
  },
  {
    name: 'the base URL has no version',
    upstream: () => new Response('<h1>Not found</h1>', { status: 404 }),
    status: 503,
    log: /`baseUrl`.*https:\/\/agent\.tinyfish\.ai\/v1/,
  },
  {
    name: 'the base URL leads to a page',
    upstream: () => new Response('<h1>Hello</h1>', { headers: { 'Content-Type': 'text/html' } }),
    status: 502,
    log: /not the one expected/,
  },
  {
    name: 'the key is refused',
    upstream: () => answerError(401, 'INVALID_API_KEY', `Bad key ${API_KEY}`),
    status: 502,
    log: /does not accept the API key.*`apiKey`/,
  },
  {
    name: 'a field is not accepted',
    upstream: () => answerError(400, 'INVALID_INPUT', 'Field "url": Invalid input: no web address'),
    status: 400,
    log: /field `url` of a request to \/automation\/run-async: Invalid input: no web address/,
  },
]

describe.each(platforms)('the operator is told on %s', (_platform, startHandler) => {
  it.each(mistakes)(
    'when $name',
    async ({ upstream, path, body = start, headers, status, log }) => {
      const errors: FishbowlError[] = []
      const { send } = await startHandler(upstream ?? (() => Response.json(run)), {
        onError: (error) => errors.push(error),
      })
      const request = { method: 'POST', headers: headers ?? json, body: JSON.stringify(body) }
      const answer = await send(path ?? '/api/fishbowl/automation/run-async', request)
      expect(answer.status).toBe(status)
      expect(errors).toHaveLength(1)
      expect(errors[0]?.message).toMatch(log)
      const told = errors.map(({ message, cause }) => `${message} ${String(cause)}`).join()
      expect(`${told} ${await answer.text()}`).not.toContain(API_KEY)
    },
  )

  it('once of what every request brings', async () => {
    const errors: FishbowlError[] = []
    const { post } = await startHandler(() => new Response('', { status: 404 }), {
      onError: (error) => errors.push(error),
    })
    for (let count = 0; count < 5; count += 1) {
      await post('/api/fishbowl/automation/run-async', start)
      await post(
        '/api/fishbowl/runs/batch',
        { run_ids: ['run_1'] },
        { Origin: 'https://a.example' },
      )
      await post(`/elsewhere-${count}/runs/batch`, {})
    }
    expect(errors).toHaveLength(3)
  })

  it('of no more than a hundred pages that should not ask', async () => {
    const errors: FishbowlError[] = []
    const { post } = await startHandler(() => Response.json(run), {
      onError: (error) => errors.push(error),
    })
    for (let page = 0; page < 120; page += 1) {
      await post('/api/fishbowl/runs/batch', {}, { Origin: `https://attack-${page}.example` })
    }
    expect(errors).toHaveLength(100)
  })

  it('of nothing when a path ends with a slash, which is taken', async () => {
    const errors: FishbowlError[] = []
    const { send } = await startHandler(() => Response.json(run), {
      onError: (error) => errors.push(error),
    })
    expect((await send('/api/fishbowl/runs/run_1/')).status).toBe(200)
    expect((await send('/api/fishbowl/runs/run_1//')).status).not.toBe(200)
    expect(errors).toEqual([])
  })
})

it('a store that is gone is told of once', async () => {
  const errors: FishbowlError[] = []
  const gone = () => Promise.reject(new Error('connect ECONNREFUSED redis://:pass@10.0.0.1/0'))
  const secret = 'a-secret-of-at-least-32-characters'
  const handler = createRunHandler({
    apiKey: API_KEY,
    tokens: { secret },
    store: {
      get: gone,
      set: gone,
      increment: gone,
      lease: gone,
      release: gone,
      publish: gone,
      subscribe: gone,
    },
    fetch: async () => Response.json(run),
    onError: (error) => errors.push(error),
  })
  const token = await createViewerToken(
    { subject: 'ann', runs: ['run_1'], scope: ['run:read'] },
    { secret },
  )
  for (let count = 0; count < 5; count += 1) {
    const headers = { Authorization: `Bearer ${token}` }
    await handler(new Request('https://app.example/api/fishbowl/runs/run_1', { headers }))
  }
  expect(errors).toHaveLength(1)
  expect(errors[0]?.message).toMatch(/`store`, such as Redis/)
  expect(String(errors[0]?.cause)).not.toContain('pass')
})

describe('a webhook', () => {
  function follow() {
    vi.useFakeTimers()
    const errors: FishbowlError[] = []
    const watch = createWebhookWatch((error) => errors.push(error))
    const state = { status: 'RUNNING' }
    const feed = createRunFeed({
      upstream: { readJson: async () => ({ data: [{ run_id: 'run_1', ...state }] }) },
      store: createMemoryStore(),
      pollInterval: 1_000,
      maxPollRate: 10,
      redactKey: (text) => text,
      report: () => undefined,
      onEnd: (runId) => watch.end(runId),
      onHint: (runId) => watch.come(runId),
    })
    watch.expect('run_1')
    feed.watch('run_1', () => undefined)
    return { errors, feed, end: () => (state.status = 'CANCELLED') }
  }

  it('that does not come is noticed a minute after the end', async () => {
    const { errors, end } = follow()
    await vi.advanceTimersByTimeAsync(300_000)
    expect(errors).toEqual([])
    end()
    await vi.advanceTimersByTimeAsync(55_000)
    expect(errors).toEqual([])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('webhook')])
  })

  it('that comes is not missed', async () => {
    const { errors, feed, end } = follow()
    await vi.advanceTimersByTimeAsync(3_000)
    end()
    await vi.advanceTimersByTimeAsync(3_000)
    feed.refresh('run_1')
    await vi.advanceTimersByTimeAsync(300_000)
    expect(errors).toEqual([])
  })
})

it('what is wrong with a field reaches the one who filled it in, and nothing else does', async () => {
  const problems = new Map([
    ['url', 'Field "url": Invalid input: no web address'],
    ['webhook_url', 'Field "webhook_url": https://internal.example is not allowed'],
    ['none', 'Something about sk-other-account'],
  ])
  for (const [name, message] of problems) {
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: async () => answerError(400, 'INVALID_INPUT', message),
    })
    const client = createClient({ endpoint: 'https://app.example/api/fishbowl', fetch: handler })
    const error: unknown = await client.startRun(start).catch((thrown: unknown) => thrown)
    const field = name === 'url' ? { name, message: 'Invalid input: no web address' } : undefined
    expect(error).toMatchObject({ code: 'bad_request' })
    expect((error as FishbowlError).field).toEqual(field)
    expect((error as FishbowlError).message).not.toMatch(/internal|sk-/)
  }
})
