import { describe, expect, it, onTestFinished } from 'vitest'

import { API_KEY, listen } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import { toNodeHandler } from '../node.js'
import type { ViewerTokenOptions } from '../tokens/tokenOptions.js'
import { createRevocations } from '../tokens/revocations.js'

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
    // The stream of TinyFish that was left makes room for the new one.
    await expect.poll(countOpen).toBe(1)
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
    expect(Date.now() - startedAt).toBeLessThan(10_000)
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
      expect(() => createRunHandler({ apiKey: API_KEY, tokens })).toThrow(
        expect.objectContaining({ code: 'invalid_input' }),
      )
    }
  })
})
