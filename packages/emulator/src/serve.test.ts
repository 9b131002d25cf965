import { once } from 'node:events'
import { connect } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { createEmulator } from './createEmulator.js'
import { createClock, createManualClock } from './script/clock.js'
import type { EmulatorServer, ServeOptions } from './serve.js'
import { serve } from './serve.js'

const servers: EmulatorServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function open(options: ServeOptions = {}) {
  const server = await serve({ port: 0, apiKey: 'test', ...options })
  servers.push(server)
  return server
}

const headers = { 'X-API-Key': 'test', 'Content-Type': 'application/json' }
const body = JSON.stringify({ url: 'https://tidewater.example/', goal: 'List the lanterns' })

/** Node does not know that names below localhost are this machine; browsers do. */
const toLocal = (url: string | null | undefined) =>
  (url ?? '').replace('stream.localhost', '127.0.0.1')

describe('serve', () => {
  it('puts the API on a port, and stream pages on another host of it', async () => {
    const { origin, streamOrigin, emulator } = await open()
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(streamOrigin).toBe(origin.replace('127.0.0.1', 'stream.localhost'))

    const response = await fetch(`${origin}/v1/automation/run-async`, {
      method: 'POST',
      headers,
      body,
    })
    const { run_id } = await response.json()
    const run = await (await fetch(`${origin}/v1/runs/${run_id}`, { headers })).json()
    expect(run).toMatchObject({ run_id, status: 'PENDING' })
    expect((await fetch(`${origin}/v1/runs`)).status).toBe(401)

    const seeded = emulator.runs.get(emulator.runs.start({ age: 5_000 }).runId)
    expect(seeded?.streaming_url?.startsWith(streamOrigin)).toBe(true)
    const page = await fetch(toLocal(seeded?.streaming_url))
    expect(page.status).toBe(200)
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  })

  it('plays an emulator that is there already', async () => {
    const emulator = createEmulator({ apiKey: 'mine' })
    const { runId } = emulator.runs.start()
    const { origin } = await open({ emulator, streamOrigin: 'https://streams.example' })
    const response = await fetch(`${origin}/v1/runs/${runId}`, { headers: { 'X-API-Key': 'mine' } })
    expect(response.status).toBe(200)
    expect(emulator.streamOrigin).toBe('https://streams.example')
  })

  it('streams events as they happen', async () => {
    const { origin, emulator } = await open({ clock: createClock({ speed: 200 }) })
    const response = await fetch(`${origin}/v1/automation/run-sse`, {
      method: 'POST',
      headers,
      body,
    })
    const text = await response.text()
    const types = [...text.matchAll(/"type":"([A-Z_]+)"/g)].map(([, type]) => type)
    expect(types).toEqual(['STARTED', 'STREAMING_URL', ...Array(6).fill('PROGRESS'), 'COMPLETE'])
    expect(emulator.runs.list()).toMatchObject([{ status: 'COMPLETED' }])
  })

  it('breaks a dropped event stream off in the middle', async () => {
    const clock = createClock({ speed: 200 })
    const { origin } = await open({ scenario: 'dropped-stream', clock })
    const response = await fetch(`${origin}/v1/automation/run-sse`, {
      method: 'POST',
      headers,
      body,
    })
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('sends frames over a WebSocket until the run ends, then closes', async () => {
    const clock = createClock({ speed: 5 })
    const { emulator } = await open({ clock })
    const { runId } = emulator.runs.start({ age: 2_400 })
    const url = toLocal(emulator.runs.get(runId)?.streaming_url).replace('http', 'ws')
    const socket = new WebSocket(`${url}/frames`)
    const messages: { type: string; cursor?: unknown }[] = []
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1000)
    expect(messages.length).toBeGreaterThan(5)
    expect(messages.at(-1)).toEqual({ type: 'ended' })
    expect(new Set(messages.map(({ cursor }) => JSON.stringify(cursor))).size).toBeGreaterThan(3)
  })

  it('stops playing when the viewer leaves', async () => {
    const clock = createManualClock()
    const { emulator } = await open({ clock })
    const { runId } = emulator.runs.start({ age: 5_000 })
    let signal: AbortSignal | undefined
    const { frames } = emulator
    emulator.frames = (url, given) => frames(url, (signal = given))
    const url = toLocal(emulator.runs.get(runId)?.streaming_url).replace('http', 'ws')
    const socket = new WebSocket(`${url}/frames`)
    await once(socket, 'message')
    socket.close()
    await expect.poll(() => signal?.aborted).toBe(true)
  })

  it.each(['/tf-unknown/stream/0/frames', '/v1/runs', '//'])(
    'survives a WebSocket for %s',
    async (path) => {
      const { origin } = await open()
      const socket = connect(Number(new URL(origin).port), '127.0.0.1')
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toMatch(/^HTTP\/1\.1 404/)
      expect((await fetch(`${origin}/v1/runs`, { headers })).status).toBe(200)
    },
  )

  it('shows an expired page as gone', async () => {
    const { emulator } = await open({ scenario: 'stream-expired' })
    const run = emulator.runs.get(emulator.runs.start().runId)
    expect((await fetch(toLocal(run?.streaming_url))).status).toBe(410)
  })

  it('rejects when the port is in use', async () => {
    const { origin } = await open()
    const port = Number(new URL(origin).port)
    await expect(serve({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('hangs up on everybody when it is closed, also on a request that hangs', async () => {
    const server = await serve({ port: 0, apiKey: 'test', scenario: 'hang' })
    const { runId } = server.emulator.runs.start({ age: 5_000 })
    const answer = fetch(`${server.origin}/v1/runs/${runId}`, { headers })
    const url = toLocal(server.emulator.runs.get(runId)?.streaming_url).replace('http', 'ws')
    const socket = new WebSocket(`${url}/frames`)
    await once(socket, 'message')
    const closed = once(socket, 'close')
    const failure = answer.catch((error: Error) => error.message)
    await server.close()
    expect(await failure).toBe('fetch failed')
    await closed
    await expect(fetch(`${server.origin}/v1/runs`)).rejects.toThrow('fetch failed')
  })
})
