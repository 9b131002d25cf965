import { getEventListeners } from 'node:events'

import { expect, it, onTestFinished, vi } from 'vitest'

import { API_KEY } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRunHandler } from './createRunHandler.js'

const endpoint = 'https://app.example.com/api/fishbowl'
const start = { method: 'POST', body: '{"url":"https://shop.example/","goal":"List"}' }
const json = { 'Content-Type': 'application/json' }

/** A handler that is counted: what it has open at TinyFish and in the store, and its timers. */
function startCounted() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const store = createMemoryStore()
  const open = { requests: 0, streams: 0, subscriptions: 0 }
  // The requests are kept and not only their signals, because Node never aborts a collected one.
  const requests: Request[] = []
  const handler = createRunHandler({
    apiKey: API_KEY,
    tokens: { secret: SECRET, maxStreams: 1_000, maxSubjectStreams: 1_000 },
    store: {
      ...store,
      async subscribe(channel, listener) {
        const leave = await store.subscribe(channel, listener)
        open.subscriptions += 1
        return () => {
          open.subscriptions -= 1
          leave()
        }
      },
    },
    async fetch(request) {
      requests.push(request)
      if (request.url.endsWith('/run-sse')) {
        open.streams += 1
        const run = { type: 'STARTED', run_id: `run_${open.streams}` }
        request.signal.addEventListener('abort', () => (open.streams -= 1), { once: true })
        return new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(run)}\n\n`))
            },
          }),
          { headers: { 'Content-Type': 'text/event-stream' } },
        )
      }
      open.requests += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      open.requests -= 1
      const { run_ids: runIds } = request.method === 'POST' ? await request.json() : {}
      const told = { run_id: 'run_1', status: 'RUNNING' }
      return Response.json(
        runIds ? { data: runIds.map((run_id: string) => ({ ...told, run_id })) } : told,
      )
    },
  })
  return { handler, open, requests }
}

async function askAll(
  handler: (request: Request) => Promise<Response>,
  controller: AbortController,
) {
  const headers = await bearer({
    runs: ['run_1', 'run_2'],
    scope: ['run:read', 'run:start'],
    ttl: 24 * 60 * 60_000,
  })
  const ask = (path: string, init: RequestInit = {}) => {
    const request = new Request(endpoint + path, {
      ...init,
      headers: { ...json, ...headers },
      signal: controller.signal,
    })
    return handler(request)
  }
  return Promise.all(
    Array.from({ length: 30 }, () => [
      ask('/runs/events?ids=run_1,run_2'),
      ask('/automation/run-sse', start),
    ]).flat(),
  )
}

/** What the last timers have set off takes real time on a busy machine, in which little fake time passes. */
async function untilNothingIsLeft(open: object) {
  await vi.waitFor(() => {
    expect(open).toEqual({ requests: 0, streams: 0, subscriptions: 0 })
    expect(vi.getTimerCount()).toBe(0)
  }, 10_000)
}

it('has nothing open any longer when all have left and TinyFish is silent', async () => {
  const { handler, open, requests } = startCounted()
  const controller = new AbortController()
  const answers = await askAll(handler, controller)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(open).toMatchObject({ streams: 30, subscriptions: 1 })
  expect(vi.getTimerCount()).toBeGreaterThan(60)

  controller.abort()
  await vi.advanceTimersByTimeAsync(5_000)
  // The streams of TinyFish go on for whoever watches, and are given up when they say nothing.
  expect(open).toEqual({ requests: 0, streams: 30, subscriptions: 0 })
  await vi.advanceTimersByTimeAsync(120_000)
  await untilNothingIsLeft(open)
  // Those of the streams have been aborted, which took their listeners away.
  for (const { signal } of requests.filter((request) => !request.signal.aborted)) {
    expect(getEventListeners(signal, 'abort')).toEqual([])
  }
})

it('lets go of viewers who never leave, after a quarter of an hour', async () => {
  const { handler, open } = startCounted()
  const answers = await askAll(handler, new AbortController())
  const texts = Promise.all(answers.map(async (answer) => answer.text().catch(() => 'broken')))
  await vi.advanceTimersByTimeAsync(15 * 60_000 + 1_000)
  expect(await texts).toHaveLength(60)
  await untilNothingIsLeft(open)
})
