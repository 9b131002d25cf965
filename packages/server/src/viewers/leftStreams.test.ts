import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { API_KEY, listen } from '../../test/startHandler.js'
import { startMoodyTinyFish } from '../../test/startMoodyTinyFish.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { watchEvents } from '../../test/watchEvents.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { toNodeHandler } from '../node.js'

const mayStart = { runs: [], scope: ['run:start', 'run:read'] as const }
const byToken = { tokens: { secret: SECRET } }
const start = {
  method: 'POST',
  body: '{"url":"https://shop.example/","goal":"List the lanterns"}',
}
const json = { 'Content-Type': 'application/json' }

/** A handler on a port, on a TinyFish whose runs never end and whose streams say so. */
async function startEndless(options: Partial<RunHandlerOptions>) {
  let open = 0
  let started = 0
  const upstream = await listen((request, response) => {
    request.resume()
    open += 1
    started += 1
    response.once('close', () => {
      open -= 1
    })
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(`data: {"type":"STARTED","run_id":"run_${started}"}\n\n`)
  })
  const handler = createRunHandler({ apiKey: API_KEY, baseUrl: `${upstream}/v1`, ...options })
  const origin = await listen(toNodeHandler(handler))
  const startAndLeave = async (headers: Record<string, string>) => {
    const controller = new AbortController()
    const response = await fetch(`${origin}/api/fishbowl/automation/run-sse`, {
      ...start,
      headers: { ...json, ...headers },
      signal: controller.signal,
    })
    controller.abort()
    return response.status
  }
  return { startAndLeave, getOpen: () => open, getStarted: () => started }
}

describe('300 starts that are left at once', { timeout: 120_000 }, () => {
  it.each<[string, Partial<RunHandlerOptions>, () => Promise<Record<string, string>>, number]>([
    ['one token', byToken, () => bearer({ ...mayStart, id: 'token_1' }), 2],
    ['the tokens of one subject', byToken, () => bearer(mayStart), 20],
    [
      'a user whom the host names',
      { authorize: () => true, getSubject: () => 'ann' },
      async () => ({}),
      20,
    ],
    ['sessions of the host', { authorize: () => true }, async () => ({}), 100],
  ])('hold no more streams of TinyFish for %s than allowed', async (_who, options, sign, most) => {
    const { startAndLeave, getOpen, getStarted } = await startEndless({
      ...options,
      ...(options.tokens && { tokens: { ...options.tokens, maxSubjectRequests: Infinity } }),
    })
    let mostSeen = 0
    for (let round = 0; round < 30; round += 1) {
      const headers = await Promise.all(Array.from({ length: 10 }, sign))
      await Promise.all(headers.map(startAndLeave))
      mostSeen = Math.max(mostSeen, getOpen())
    }
    // What has just been left is being closed while the next one is opened.
    expect(mostSeen).toBeLessThanOrEqual(most + 20)
    expect(getStarted()).toBeGreaterThan(most)
    await expect.poll(getOpen).toBeLessThanOrEqual(most)
    expect(getOpen()).toBeGreaterThan(0)
  })
})

describe('a start whose viewer stays and does not read', () => {
  it('counts as one of theirs after the end of the run, whose result waits in memory', async () => {
    const { port } = await startMoodyTinyFish()
    const handler = createRunHandler({
      apiKey: API_KEY,
      baseUrl: `http://127.0.0.1:${port}/v1`,
      maxResponseBytes: 16 * 1024 * 1024,
      tokens: { secret: SECRET, maxStreams: 1 },
    })
    const origin = await listen(toNodeHandler(handler))
    const grant = { runs: [], scope: ['run:start', 'run:result'] as const }
    const headers = { ...json, ...(await bearer(grant)) }
    const send = (goal: string) => {
      const controller = new AbortController()
      onTestFinished(() => controller.abort())
      const body = JSON.stringify({ url: 'https://shop.example/', goal })
      const init = { method: 'POST', headers, body, signal: controller.signal }
      const response = fetch(`${origin}/api/fishbowl/automation/run-sse`, init)
      return { response, leave: () => controller.abort() }
    }
    const deaf = send('endsLarge')
    expect((await deaf.response).status).toBe(200)
    const others = await bearer(mayStart)
    const { statuses } = await watchEvents(
      `${origin}/api/fishbowl/runs/events?ids=started_1`,
      others,
    )
    await expect.poll(statuses).toEqual({ started_1: 'COMPLETED' })
    await letPass(100)
    expect((await send('lasts').response).status).toBe(429)
    deaf.leave()
    await expect.poll(async () => (await send('lasts').response).status).toBe(200)
  })
})

describe('a stream that never stops talking', () => {
  it('is given up when it has said more than a run may', async () => {
    const step = `data: {"type":"PROGRESS","run_id":"run_1","purpose":"${'x'.repeat(900)}"}\n\n`
    const bytes = new TextEncoder().encode(step)
    let taken = 0
    let isLeft = false
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      maxResponseBytes: 64 * 1024,
      fetch: async () => {
        const stream = new ReadableStream<Uint8Array>({
          async pull(controller) {
            await new Promise(setImmediate)
            taken += bytes.byteLength
            controller.enqueue(bytes)
          },
          cancel() {
            isLeft = true
          },
        })
        return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } })
      },
    })
    const url = 'https://app.example.com/api/fishbowl/automation/run-sse'
    const response = await handler(new Request(url, { ...start, headers: json }))
    expect(await response.text().catch(() => 'broke off')).toBe('broke off')
    await expect.poll(() => isLeft).toBe(true)
    expect(taken).toBeLessThan(9 * 64 * 1024)
  })
})

describe('a stream that never ends', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is given up in an hour, for a session of the host too', async () => {
    let isOpen = true
    const bytes = new TextEncoder().encode('data: {"type":"HEARTBEAT","run_id":"run_1"}\n\n')
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: async ({ signal }) => {
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            const timer = setInterval(() => controller.enqueue(bytes), 30_000)
            signal.addEventListener('abort', () => {
              clearInterval(timer)
              isOpen = false
            })
          },
          cancel: () => {
            isOpen = false
          },
        })
        return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } })
      },
    })
    const url = 'https://app.example.com/api/fishbowl/automation/run-sse'
    const response = await handler(new Request(url, { ...start, headers: json }))
    const text = response.text().catch(() => 'broke off')
    await vi.advanceTimersByTimeAsync(59 * 60_000)
    expect(isOpen).toBe(true)
    await vi.advanceTimersByTimeAsync(2 * 60_000)
    expect(isOpen).toBe(false)
    expect(await text).toBe('broke off')
  })
})
