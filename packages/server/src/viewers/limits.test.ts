import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import { API_KEY, listen, platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import { toNodeHandler } from '../node.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { createRevocations } from '../tokens/revocations.js'
import { createRateLimiter } from './limits.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:40Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it('lets a minute’s requests through, and then says how long the minute lasts', async () => {
  const { take } = createRateLimiter(createMemoryStore())
  const takeMany = async () => [await take('a', 2), await take('a', 2), await take('a', 2)]
  expect(await takeMany()).toEqual([0, 0, 20_000])
  vi.setSystemTime(Date.now() + 19_999)
  expect(await take('a', 2)).toBe(1)
  vi.setSystemTime(Date.now() + 1)
  expect(await takeMany()).toEqual([0, 0, 60_000])
})

it('counts each key by itself, and saves nothing up', async () => {
  const { take } = createRateLimiter(createMemoryStore())
  expect([await take('a', 1), await take('b', 1), await take('a', 1)]).toEqual([0, 0, 20_000])
  vi.setSystemTime(Date.now() + 3_600_000)
  expect([await take('a', 1), await take('a', 1)]).toEqual([0, 20_000])
})

it('counts what several processes take at once', async () => {
  const store = createMemoryStore()
  const limiters = [createRateLimiter(store), createRateLimiter(store)]
  const waits = await Promise.all(
    Array.from({ length: 100 }, (_, index) => limiters[index % 2]!.take('a', 60)),
  )
  expect(waits.filter((wait) => wait === 0)).toHaveLength(60)
})

const run = '/api/fishbowl/runs/run_1'

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

describe.each(platforms)('floods by one viewer on %s', (_name, startHandler) => {
  const start = (tokens: Partial<ViewerTokenOptions>) =>
    startHandler(answerRun, { authorize: undefined, tokens: { secret: SECRET, ...tokens } })

  it('answer 429 with the time to wait, and do not reach TinyFish', async () => {
    stopClock()
    const { send, calls } = await start({ maxRequests: 3 })
    const headers = await bearer()
    for (const status of [200, 200, 200, 429]) {
      expect((await send(run, { headers })).status).toBe(status)
    }
    const refused = await send(run, { headers })
    expect(refused.headers.get('Retry-After')).toBe('20')
    expect(await refused.json()).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS' } })
    // The three shared one answer.
    expect(calls).toHaveLength(1)
    expect((await send(run, { headers: await bearer() })).status).toBe(200)
  })

  it('are counted for all tokens of a subject together', async () => {
    stopClock()
    const { send } = await start({ maxSubjectRequests: 3 })
    for (const status of [200, 200, 200, 429]) {
      expect((await send(run, { headers: await bearer() })).status).toBe(status)
    }
    expect((await send(run, { headers: await bearer({ subject: 'bob' }) })).status).toBe(200)
  })

  it('are let through by a host that writes Infinity', async () => {
    const { send } = await start({ maxRequests: Infinity, maxSubjectRequests: Infinity })
    const headers = await bearer()
    for (let sent = 0; sent < 5; sent += 1) {
      expect((await send(run, { headers })).status).toBe(200)
    }
  })

  it('do not stop the others when the store fails', async () => {
    const increment = () => Promise.reject(new Error('The store is down'))
    const errors: unknown[] = []
    const { send } = await startHandler(answerRun, {
      authorize: undefined,
      tokens: { secret: SECRET },
      store: { ...createMemoryStore(), increment },
      onError: (error) => errors.push(error),
    })
    expect((await send(run, { headers: await bearer() })).status).toBe(200)
    expect(errors[0]).toMatchObject({ ending: 'STORE_UNREACHABLE' })
  })
})

it('refuses the 601st of 1,000 requests that one subject sends at once', async () => {
  stopClock()
  const handler = createRunHandler({
    apiKey: API_KEY,
    tokens: { secret: SECRET },
    fetch: async () => answerRun(),
  })
  const tokens = await Promise.all(Array.from({ length: 10 }, () => bearer()))
  const statuses = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      const headers = tokens[index % tokens.length]!
      return (await handler(new Request(`https://app.example.com${run}`, { headers }))).status
    }),
  )
  const taken = statuses.filter((status) => status === 200).length
  expect(taken).toBe(600)
  expect(statuses.filter((status) => status === 429)).toHaveLength(1_000 - taken)
})

it('refuses the 601st request of a user whom the host names', async () => {
  stopClock()
  const subjects: (string | null)[] = []
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: () => true,
    getSubject: async ({ headers }) => headers.get('X-User'),
    fetch: async () => answerRun(),
    onAudit: ({ sub }) => subjects.push(sub),
  })
  const send = async (headers: Record<string, string>) =>
    (await handler(new Request(`https://app.example.com${run}`, { headers }))).status
  const flood = async (headers: Record<string, string>) =>
    (await Promise.all(Array.from({ length: 602 }, () => send(headers)))).filter(
      (status) => status === 429,
    ).length
  expect(await flood({ 'X-User': 'ann' })).toBe(2)
  expect(await send({ 'X-User': 'bob' })).toBe(200)
  expect(await flood({})).toBe(0)
  expect(new Set(subjects)).toEqual(new Set(['ann', 'bob', null]))
})

it.each([
  ['fails', () => Promise.reject(new Error('The database is down'))],
  ['gives what is none', () => ({}) as string],
])('refuses a request when the function that names the user %s', async (_what, getSubject) => {
  const errors: unknown[] = []
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: () => true,
    getSubject,
    fetch: () => Promise.reject(new Error('Nothing may be asked')),
    onError: (error) => errors.push(error),
  })
  expect((await handler(new Request(`https://app.example.com${run}`))).status).toBe(403)
  expect(errors).toMatchObject([{ message: expect.stringContaining('`getSubject` failed') }])
})

/** Requests are counted by the minute of the clock. */
function stopClock() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:40Z') })
  onTestFinished(() => void vi.useRealTimers())
}

/** A handler on a port, on a TinyFish whose streams last until somebody ends them. */
async function startStreams(tokens: Partial<ViewerTokenOptions> = {}) {
  const open = new Set<AbortSignal>()
  let opened = 0
  const upstream = await listen((request, response) => {
    opened += 1
    const controller = new AbortController()
    open.add(controller.signal)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('data: {"type":"STARTED","run_id":"run_9"}\n\n')
    response.on('close', () => open.delete(controller.signal))
    request.resume()
  })
  const handler = createRunHandler({
    apiKey: API_KEY,
    tokens: { secret: SECRET, ...tokens },
    baseUrl: `${upstream}/v1`,
  })
  const origin = await listen(toNodeHandler(handler))
  return {
    countOpen: () => open.size,
    countOpened: () => opened,
    stream: async (headers: Record<string, string>) => {
      const controller = new AbortController()
      onTestFinished(() => controller.abort())
      const response = await fetch(`${origin}/api/fishbowl/automation/run-sse`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ url: 'https://shop.example/', goal: 'List the lanterns' }),
        signal: controller.signal,
      })
      return { response, leave: () => controller.abort() }
    },
  }
}

const mayStart = { runs: [], scope: ['run:start'] as const }

describe('event streams of one viewer', () => {
  it('are two at a time, of 50 that are opened, and start no run beyond', async () => {
    const { stream, countOpened } = await startStreams()
    const headers = await bearer(mayStart)
    const streams = await Promise.all(Array.from({ length: 50 }, () => stream(headers)))
    const statuses = streams.map(({ response }) => response.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(2)
    expect(statuses.filter((status) => status === 429)).toHaveLength(48)
    const refused = streams.find(({ response }) => response.status === 429)
    expect(refused?.response.headers.get('Retry-After')).toBe('10')
    expect(countOpened()).toBe(2)

    const other = await stream(await bearer(mayStart))
    expect(other.response.status).toBe(200)
  })

  it('give their place back when the viewer leaves, whose run goes on', async () => {
    const { stream, countOpen } = await startStreams({ maxStreams: 1 })
    const headers = await bearer(mayStart)
    const first = await stream(headers)
    expect(first.response.status).toBe(200)
    expect(countOpen()).toBe(1)
    first.leave()
    const retry = async () => (await stream(headers)).response.status
    await expect.poll(retry, { timeout: 1_000 }).toBe(200)
    expect(countOpen()).toBe(2)
  })

  it('give their place back when TinyFish does not open them', async () => {
    const handler = createRunHandler({
      apiKey: API_KEY,
      tokens: { secret: SECRET, maxStreams: 1 },
      fetch: async () => new Response('{}', { status: 503 }),
    })
    const headers = { 'Content-Type': 'application/json', ...(await bearer(mayStart)) }
    const send = () =>
      handler(
        new Request('https://app.example.com/api/fishbowl/automation/run-sse', {
          method: 'POST',
          headers,
          body: '{}',
        }),
      )
    expect((await send()).status).toBe(503)
    expect((await send()).status).toBe(503)
  })

  it('are closed when the token ends', async () => {
    const { stream } = await startStreams()
    const { response } = await stream(await bearer({ ...mayStart, ttl: 1_500 }))
    const startedAt = Date.now()
    expect(await response.text()).toContain('run_9')
    expect(Date.now() - startedAt).toBeLessThan(2_500)
  })

  it('are 20 for a user whom the host names, and none of the others', async () => {
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      getSubject: ({ headers }) => headers.get('X-User'),
      fetch: async () => Response.json({ data: [], not_found: [] }),
    })
    const open = async (user: string) => {
      const url = 'https://app.example.com/api/fishbowl/runs/events?ids=run_1'
      const controller = new AbortController()
      onTestFinished(() => controller.abort())
      const init = { headers: { 'X-User': user }, signal: controller.signal }
      const { status } = await handler(new Request(url, init))
      return { status, leave: () => controller.abort() }
    }
    const streams = await Promise.all(Array.from({ length: 25 }, () => open('ann')))
    expect(streams.filter(({ status }) => status === 200)).toHaveLength(20)
    expect(streams.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await open('bob')).status).toBe(200)
    streams[0]!.leave()
    expect((await open('ann')).status).toBe(200)
  })

  it('leave a viewer alone whom the host lets in by a session', async () => {
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: async () =>
        new Response(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } }),
    })
    for (let opened = 0; opened < 5; opened += 1) {
      const response = await handler(
        new Request('https://app.example.com/api/fishbowl/automation/run-sse', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{}',
        }),
      )
      expect(response.status).toBe(200)
    }
  })

  it('say what a limit has to be', () => {
    for (const limit of [{ maxRequests: 0 }, { maxStreams: Number.NaN }]) {
      const tokens = { secret: SECRET, ...limit, revocations: createRevocations() }
      expect(() => createRunHandler({ apiKey: API_KEY, tokens })).toThrow('not a number from 1 on')
    }
  })
})
