import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer, request as sendRequest } from 'node:http'

import { describe, expect, it } from 'vitest'

import { API_KEY, listen } from '../test/startHandler.js'
import { createRunHandler } from './handler/createRunHandler.js'
import { toNodeHandler } from './node.js'

const start = {
  method: 'POST',
  path: '/api/fishbowl/automation/run-sse',
  headers: { 'Content-Type': 'application/json' },
}
const startBody = '{"url":"https://shop.example/","goal":"List the lanterns"}'

type Handler = (request: Request) => Promise<Response>

/** A TinyFish whose stream is written by the test. */
async function startStream(wrap: (handler: Handler) => Handler) {
  const upstream = createServer()
  const baseUrl = `${await listen((request, response) => upstream.emit('request', request, response))}/v1`
  const handler = createRunHandler({ apiKey: API_KEY, authorize: () => true, baseUrl })
  const origin = await listen(toNodeHandler(wrap(handler)))

  const request = sendRequest(origin, start)
  request.on('error', () => undefined)
  request.end(startBody)
  const [, stream] = await once(upstream, 'request')
  stream.writeHead(200, { 'Content-Type': 'text/event-stream' })
  stream.write('data: {"type":"STARTED","run_id":"run_1"}\n\n')
  const [viewer] = (await once(request, 'response')) as [IncomingMessage]
  viewer.setEncoding('utf8')
  return { origin, stream, viewer }
}

describe.each<[string, (handler: Handler) => Handler]>([
  ['a handler', (handler) => handler],
  ['a function around a handler', (handler) => (request) => handler(request)],
])('toNodeHandler with %s', (_name, wrap) => {
  it('gives each event to the viewer before the next one is there', async () => {
    const { stream, viewer } = await startStream(wrap)
    expect(await once(viewer, 'data')).toEqual(['data: {"type":"STARTED","run_id":"run_1"}\n\n'])
    stream.write('data: {"type":"HEARTBEAT"}\n\n')
    expect(await once(viewer, 'data')).toEqual(['data: {"type":"HEARTBEAT"}\n\n'])
    stream.end()
    viewer.resume()
    await once(viewer, 'end')
  })

  it('hangs up on the viewer when the stream of TinyFish breaks off, and goes on with others', async () => {
    const { origin, stream, viewer } = await startStream(wrap)
    const ended = once(viewer.resume(), 'error')
    stream.destroy()
    expect(await ended).toMatchObject([{ code: 'ECONNRESET' }])
    expect((await fetch(`${origin}/api/fishbowl/nowhere`)).status).toBe(404)
  })

  it('answers with the same headers and the same text', async () => {
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: async () => Response.json({ run_id: 'run_1', status: 'RUNNING', goal: 'Łódź' }),
    })
    const url = `${await listen(toNodeHandler(wrap(handler)))}/api/fishbowl/runs/run_1`
    const [own, web] = await Promise.all([fetch(url), handler(new Request(url))])
    expect(Object.fromEntries(own.headers)).toMatchObject(Object.fromEntries(web.headers))
    expect((await own.text()).slice(0, -40)).toBe((await web.text()).slice(0, -40))
    const headers = { 'If-None-Match': own.headers.get('ETag') ?? '' }
    const known = await fetch(url, { headers })
    expect([known.status, await known.text()]).toEqual([304, ''])
  })

  it('aborts the request to TinyFish when the viewer does not wait', async () => {
    const requests: Request[] = []
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: (request) => {
        requests.push(request)
        return new Promise<Response>(() => undefined)
      },
    })
    const origin = await listen(toNodeHandler(wrap(handler)))
    const viewer = sendRequest(`${origin}/api/fishbowl/runs/run_1`).on('error', () => undefined)
    viewer.end()
    await expect.poll(() => requests.length).toBe(1)
    viewer.destroy()
    await expect.poll(() => requests[0]?.signal.aborted).toBe(true)
  })
})

describe('toNodeHandler', () => {
  it('works below a path of Express, which cuts it off the URL', async () => {
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      fetch: async () => Response.json({ run_id: 'run_1', status: 'RUNNING' }),
    })
    const handle = toNodeHandler(handler)
    const origin = await listen((request, response) => {
      const originalUrl = request.url ?? ''
      const url = originalUrl.replace('/api/fishbowl', '')
      handle(Object.assign(request, { originalUrl, url }), response)
    })
    const response = await fetch(`${origin}/api/fishbowl/runs/run_1`)
    expect(await response.json()).toMatchObject({ run_id: 'run_1' })
  })

  it('answers 500 when a function of the host fails, warns, and goes on', async () => {
    const warned = once(process, 'warning')
    const origin = await listen(
      toNodeHandler(async ({ url }) => {
        if (url.endsWith('/bad')) throw new Error('The host has a bug')
        return new Response('good')
      }),
    )
    expect((await fetch(`${origin}/bad`)).status).toBe(500)
    expect(await warned).toMatchObject([{ message: 'The host has a bug' }])
    expect(await (await fetch(`${origin}/good`)).text()).toBe('good')
  })

  it('leaves the failure of a function to the framework that asks for it', async () => {
    const handle = toNodeHandler(() => Promise.reject(new Error('The host has a bug')))
    const origin = await listen((request, response) =>
      handle(request, response, (error) => {
        response.writeHead(503).end(String(error))
      }),
    )
    const answer = await fetch(origin)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('The host has a bug')
  })
})
