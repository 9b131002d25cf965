import { once } from 'node:events'
import { connect } from 'node:net'

import type { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { API_KEY, listen, platforms } from '../../test/startHandler.js'
import { watchEvents } from '../../test/watchEvents.js'
import { toNodeHandler } from '../node.js'
import { createRunHandler } from './createRunHandler.js'
import type { RunHandlerOptions } from './options.js'

const answerRuns = () =>
  Response.json({ run_id: 'run_1', status: 'RUNNING', data: [], not_found: [] })

async function start(options: Partial<RunHandlerOptions> = {}) {
  const errors: FishbowlError[] = []
  let calls = 0
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: () => true,
    fetch: async () => {
      calls += 1
      return answerRuns()
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  const origin = await listen(toNodeHandler(handler))
  return { origin, errors, getCalls: () => calls }
}

/** Sends a text as it is, and gives the first line of what comes back. */
async function sendText(origin: string, text: string): Promise<string> {
  const { port } = new URL(origin)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', (bytes) => {
    answer += String(bytes)
  })
  socket.on('error', () => undefined)
  socket.write(text)
  await once(socket, 'close')
  return answer.split('\r\n')[0] ?? ''
}

describe('a host that is none', () => {
  it('is the sender’s fault', async () => {
    const { origin, errors } = await start()
    const request =
      'GET /api/fishbowl/runs/run_1 HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n'
    expect(await sendText(origin, request)).toBe('HTTP/1.1 400 Bad Request')
    expect(errors).toEqual([])
  })

  it.each([
    'a:99999',
    'a b',
    '[::1',
    '%zz',
    'a:-1',
    'a\\b:x',
    '[v1.x]',
    'a:b@c:d',
    '<>',
    '256.256.256.256',
  ])('is no alarm and no failure of the server: %s', async (host) => {
    const { origin, errors } = await start()
    const requests = [
      `GET /api/fishbowl/runs/run_1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      `POST /api/fishbowl/runs/batch HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
      `GET http://${host}/api/fishbowl/runs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      `GET //${host}/api/fishbowl/runs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ]
    for (const request of requests) {
      expect(await sendText(origin, request)).toMatch(/^HTTP\/1\.1 (200|4\d\d)/)
    }
    expect(errors).toEqual([])
  })
})

describe.each(platforms)('a body that cannot be sent on, on %s', (_name, startHandler) => {
  const nest = (depth: number, open: string, close: string) =>
    `{"url":"https://shop.example/","goal":"x","output_schema":${open.repeat(depth)}1${close.repeat(depth)}}`

  it.each([
    ['output_schema nested 20,000 deep', nest(20_000, '[', ']')],
    ['output_schema nested 4,000 deep', nest(4_000, '{"a":', '}')],
    ['a body of brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ])('is the sender’s fault: %s', async (_what, body) => {
    const errors: unknown[] = []
    const { send, calls } = await startHandler(answerRuns, {
      onError: (error) => errors.push(error),
    })
    for (const path of ['automation/run-async', 'automation/run-sse', 'runs/batch']) {
      const headers = { 'Content-Type': 'application/json' }
      const request = { method: 'POST', headers, body }
      expect((await send(`/api/fishbowl/${path}`, request)).status).toBe(400)
    }
    expect(errors).toEqual([])
    expect(calls).toEqual([])
  })

  it('lets a schema through as deep as anybody would write one', async () => {
    const { send } = await startHandler(answerRuns)
    const headers = { 'Content-Type': 'application/json' }
    const request = { method: 'POST', headers, body: nest(200, '{"items":', '}') }
    expect((await send('/api/fishbowl/automation/run-async', request)).status).toBe(200)
  })
})

it('takes a body that breaks off for the sender’s fault', async () => {
  const { origin, errors } = await start()
  const head =
    'POST /api/fishbowl/runs/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
  await sendText(origin, `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"run\r\nzz\r\n\r\n`)
  await sendText(
    origin,
    `${head}Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08`,
  )
  expect(errors).toEqual([])
})

describe('a request for 100 runs that could be anybody’s', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `run_${index}`)
  const asks: string[] = []
  const startAsking = (mayRead: (runId: string) => boolean) => {
    asks.length = 0
    return start({
      authorize: (_request, { runIds: [runId = ''] }) => {
        asks.push(runId)
        return mayRead(runId)
      },
    })
  }
  const readBatch = (origin: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/api/fishbowl/runs/batch`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ run_ids: ids }),
    })

  it('asks the host once and not 100 times, and audits each run', async () => {
    const entries: (string | null)[] = []
    asks.length = 0
    const { origin, getCalls } = await start({
      authorize: (_request, { runIds: [runId = ''] }) => asks.push(runId) < 0,
      onAudit: ({ run }) => entries.push(run),
    })
    expect(await (await readBatch(origin)).json()).toEqual({ data: [], not_found: ids })
    expect(asks).toEqual(['run_0'])
    expect(entries).toEqual(ids)

    const { ended, statuses } = await watchEvents(
      `${origin}/api/fishbowl/runs/events?ids=${ids.join()}`,
    )
    expect(await ended).toBe('closed')
    expect(Object.keys(statuses())).toHaveLength(100)
    expect(asks).toEqual(['run_0', 'run_0'])
    expect(getCalls()).toBe(0)
  })

  it.each<[string, Record<string, string>]>([
    ['a cookie', { Cookie: 'session=1' }],
    ['credentials', { Authorization: 'Basic YTpi' }],
    ['a header of the host’s own', { 'X-User': 'ann' }],
  ])('asks for each run when there is %s', async (_what, headers) => {
    const { origin } = await startAsking((runId) => runId === 'run_99')
    const { not_found } = (await (await readBatch(origin, headers)).json()) as {
      not_found: string[]
    }
    expect(new Set(asks)).toEqual(new Set(ids))
    expect(not_found).toHaveLength(100)
  })

  it('never shows more than the host allows, run by run, where anybody may see some', async () => {
    const { origin } = await startAsking((runId) => !runId.endsWith('7'))
    await readBatch(origin)
    expect(new Set(asks)).toEqual(new Set(ids))
  })
})
