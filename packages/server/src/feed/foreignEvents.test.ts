import type { FishbowlError } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { API_KEY, listen } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { watchEvents } from '../../test/watchEvents.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { toNodeHandler } from '../node.js'

const theft = 'https://attacker.example/stream/of/a'
/** Each way in which an event can name the run `theirs`. */
const names: [string, Record<string, unknown>][] = [
  ['run_id', { run_id: 'theirs' }],
  ['runId', { runId: 'theirs' }],
  ['session_id', { session_id: 'theirs' }],
  ['sessionId', { sessionId: 'theirs' }],
  ['run_id with its own as the older field', { run_id: 'theirs', runId: 'own' }],
  ['session_id beside a run_id that is null', { run_id: null, sessionId: 'theirs' }],
]
const kinds = [
  { type: 'STARTED' },
  { type: 'STREAMING_URL', streaming_url: theft },
  { streamingUrl: theft },
  { type: 'PROGRESS', purpose: 'stolen step' },
  { type: 'NO_SUCH_TYPE', message: 'stolen message' },
  { type: 'COMPLETE', status: 'COMPLETED', result: 'stolen result' },
]

/** TinyFish, whose one event stream is `events`, and the handler before it. */
async function start(events: object[], options: Partial<RunHandlerOptions> = {}) {
  const errors: FishbowlError[] = []
  const upstream = await listen((request, response) => {
    request.resume()
    if (request.url?.endsWith('/run-sse')) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
      return
    }
    const data = ['theirs', '12345'].map((run_id) => ({ run_id, status: 'RUNNING' }))
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ data }))
  })
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: () => true,
    baseUrl: `${upstream}/v1`,
    onError: (error) => errors.push(error),
    ...options,
  })
  const endpoint = `${await listen(toNodeHandler(handler))}/api/fishbowl`
  const stream = (headers: Record<string, string> = {}) =>
    fetch(`${endpoint}/automation/run-sse`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: '{"url":"https://shop.example/","goal":"List the lanterns"}',
    })
  return { endpoint, errors, stream }
}

describe('an event of another run in the stream of a run', () => {
  it.each(names)('reaches neither its viewers nor the starter, named by %s', async (_how, name) => {
    const own = { type: 'STARTED', run_id: 'own' }
    const end = { type: 'COMPLETE', run_id: 'own', status: 'COMPLETED', result: 'own result' }
    const foreign = kinds.map((kind) => ({ ...kind, ...name }))
    const { endpoint, errors, stream } = await start([own, ...foreign, end])
    const viewer = await watchEvents(`${endpoint}/runs/events?ids=theirs`)
    await expect.poll(viewer.statuses).toEqual({ theirs: 'RUNNING' })

    const text = await (await stream()).text()
    expect(text).toContain('own result')
    expect(text).not.toMatch(/theirs|stolen|attacker/)
    const later = await watchEvents(`${endpoint}/runs/events?ids=theirs`)
    await expect.poll(() => later.events.length).toBeGreaterThan(0)
    expect(JSON.stringify([...viewer.events, ...later.events])).not.toMatch(/stolen|attacker/)
    expect(viewer.statuses()).toEqual({ theirs: 'RUNNING' })
    // One line in the log, and nothing of what the event said.
    expect(errors.map(({ message }) => message)).toEqual([
      'The event stream of a run named another run. Those events were dropped.',
    ])
  })

  it('does not pass as a number either', async () => {
    const own = { type: 'STARTED', run_id: 'own' }
    const foreign = kinds.map((kind) => ({ ...kind, run_id: 12345 }))
    const { endpoint, stream } = await start([own, ...foreign])
    const text = await (await stream()).text().catch(() => '')
    expect(text).not.toMatch(/stolen|attacker/)
    const viewer = await watchEvents(`${endpoint}/runs/events?ids=12345`)
    await expect.poll(viewer.statuses).toEqual({ 12345: 'RUNNING' })
    expect(JSON.stringify(viewer.events)).not.toMatch(/stolen|attacker/)
  })

  it('gives no starter the right to the run that it names', async () => {
    const events = [
      { type: 'STARTED', run_id: 'own' },
      { type: 'STARTED', run_id: 'theirs' },
    ]
    const { endpoint, stream } = await start(events, {
      authorize: undefined,
      tokens: { secret: SECRET },
    })
    const headers = await bearer({ runs: [], scope: ['run:start', 'run:read'] })
    await (await stream(headers)).text().catch(() => '')
    const viewer = await watchEvents(`${endpoint}/runs/events?ids=theirs`, headers)
    expect(await viewer.ended).toBe('closed')
    expect(viewer.statuses()).toMatchObject({ theirs: { code: 'NOT_FOUND' } })
  })

  it('gives no starter a run that another one has started, when TinyFish mixes them up', async () => {
    const { endpoint, errors, stream } = await start([{ type: 'STARTED', run_id: 'theirs' }], {
      authorize: undefined,
      tokens: { secret: SECRET },
    })
    const grant = { runs: [], scope: ['run:start', 'run:read'] as const }
    const [ann, bob] = [await bearer(grant), await bearer({ ...grant, subject: 'bob' })]
    await (await stream(ann)).text().catch(() => '')
    await expect((async () => (await stream(bob)).text())()).rejects.toThrow(
      /terminated|fetch failed/,
    )
    const read = async (headers: Record<string, string>) =>
      (await watchEvents(`${endpoint}/runs/events?ids=theirs`, headers)).statuses
    const [hers, his] = [await read(ann), await read(bob)]
    await expect.poll(hers).toMatchObject({ theirs: 'RUNNING' })
    await expect.poll(his).toMatchObject({ theirs: { code: 'NOT_FOUND' } })
    expect(errors[0]?.message).toContain('another viewer has started')
  })
})
