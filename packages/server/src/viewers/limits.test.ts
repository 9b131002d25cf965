import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { API_KEY, platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'

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
    // The three requests shared one read.
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

/** Stops the clock, because a new minute in the middle of a test would let more requests through. */
function stopClock() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:40Z') })
  onTestFinished(() => void vi.useRealTimers())
}
