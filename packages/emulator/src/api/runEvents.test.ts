import { describe, expect, it } from 'vitest'

import { createTestbed, pageOf } from '../../test/createTestbed.js'
import published from '../../test/payloads/sse.snake.completed.txt?raw'

interface Message {
  type: string
  [field: string]: unknown
}

const parseFrames = (text: string): Message[] =>
  text
    .split('\n\n')
    .filter((frame) => frame !== '' && frame !== '\n')
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')))

/** Opens the event stream of a new run; `next` gives what it tells until it pauses. */
async function listen(scenario = 'success', signal = new AbortController().signal) {
  const testbed = createTestbed()
  const { emulator, post } = testbed
  const body = { url: pageOf(scenario), goal: 'List the lanterns' }
  const response = await emulator.fetch(post('/automation/run-sse', body, { signal }))
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let pending = reader.read()
  const pause = new Promise<undefined>((resolve) => setTimeout(resolve, 0))
  async function next(): Promise<Message[]> {
    const told: Message[] = []
    for (;;) {
      const rest = new Promise<undefined>((resolve) => setTimeout(resolve, 2))
      const chunk = await Promise.race([pending, rest])
      if (!chunk || chunk.done) return told
      told.push(...parseFrames(chunk.value))
      pending = reader.read()
    }
  }
  await pause
  const isClosed = async () => (await pending).done
  return { ...testbed, response, reader, next, isClosed, runId: emulator.runs.list()[0]!.run_id }
}

const typesOf = (messages: Message[]) => messages.map(({ type }) => type)

describe('the event stream', () => {
  it('tells a run as it happens, and then closes', async () => {
    const { clock, response, next, isClosed, runId: run_id } = await listen()
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(await next()).toEqual([
      { type: 'STARTED', run_id, timestamp: '2026-01-14T12:00:00.000Z' },
    ])
    clock.advance(1_500)
    expect(await next()).toEqual([
      {
        type: 'STREAMING_URL',
        run_id,
        streaming_url: expect.stringMatching(/\/stream\/0$/),
        timestamp: '2026-01-14T12:00:01.500Z',
      },
      {
        type: 'PROGRESS',
        run_id,
        purpose: 'Open tidewater.example',
        timestamp: '2026-01-14T12:00:01.500Z',
      },
    ])
    clock.advance(16_499)
    expect(typesOf(await next())).toEqual(Array(5).fill('PROGRESS'))
    clock.advance(200)
    expect(await next()).toEqual([
      {
        type: 'COMPLETE',
        run_id,
        status: 'COMPLETED',
        result: { products: expect.any(Array) },
        timestamp: '2026-01-14T12:00:18.000Z',
      },
    ])
    expect(await isClosed()).toBe(true)
  })

  it('has the fields of the published one', async () => {
    const { clock, next } = await listen('slow')
    clock.advance(150_000)
    const told = await next()
    for (const { type, ...fields } of parseFrames(published)) {
      const ours = told.find((message) => message.type === type)
      expect(Object.keys({ ...ours })).toEqual(expect.arrayContaining(Object.keys(fields)))
    }
  })

  it('shows that it is alive every 30 seconds', async () => {
    const { clock, next } = await listen('slow')
    clock.advance(95_000)
    const heartbeats = (await next()).filter(({ type }) => type === 'HEARTBEAT')
    expect(heartbeats.map(({ timestamp }) => timestamp)).toEqual([
      '2026-01-14T12:00:30.000Z',
      '2026-01-14T12:01:00.000Z',
      '2026-01-14T12:01:30.000Z',
    ])
  })

  it('tells a failure as text', async () => {
    const { clock, next } = await listen('failed-agent')
    clock.advance(12_000)
    expect((await next()).at(-1)).toMatchObject({
      type: 'COMPLETE',
      status: 'FAILED',
      error: 'The site did not let the agent in',
      help_url: expect.any(String),
    })
  })

  it('tells another address when the browser changes', async () => {
    const { clock, next } = await listen('stream-changing')
    clock.advance(10_000)
    const addresses = (await next()).flatMap(({ streaming_url }) => streaming_url ?? [])
    expect(addresses).toEqual([
      expect.stringMatching(/\/stream\/0$/),
      expect.stringMatching(/\/stream\/1$/),
    ])
  })

  it.each([1_500, 5_000])('ends when the run is cancelled after %i ms', async (age) => {
    const { clock, emulator, next, isClosed, runId } = await listen()
    clock.advance(age)
    await next()
    emulator.runs.cancel(runId)
    clock.advance(200)
    expect(await next()).toMatchObject([{ type: 'COMPLETE', status: 'CANCELLED' }])
    expect(await isClosed()).toBe(true)
  })

  it('breaks off, while the run goes on', async () => {
    const { clock, emulator, reader, next, runId } = await listen('dropped-stream')
    clock.advance(5_000)
    expect(typesOf(await next())).toContain('PROGRESS')
    clock.advance(13_000)
    await expect(next()).rejects.toThrow('The connection was lost')
    await expect(reader.closed).rejects.toThrow('The connection was lost')
    expect(emulator.runs.get(runId)?.status).toBe('COMPLETED')
  })

  it('ends at once when its request is aborted, while the run goes on', async () => {
    const controller = new AbortController()
    const { clock, emulator, reader, next, runId } = await listen('success', controller.signal)
    await next()
    controller.abort()
    await expect(reader.closed).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    clock.advance(18_000)
    expect(emulator.runs.get(runId)?.status).toBe('COMPLETED')
  })

  it('can be left by its reader', async () => {
    const { clock, emulator, reader, next, runId } = await listen()
    await next()
    await reader.cancel()
    clock.advance(18_000)
    expect(emulator.runs.get(runId)?.status).toBe('COMPLETED')
  })
})
