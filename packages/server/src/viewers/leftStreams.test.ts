import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { API_KEY, listen } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
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

describe('300 starts that are left at once', () => {
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
