import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { collect, getError, input, never, running, setUp } from '../../test/client.js'
import stream from '../../test/payloads/sse.snake.completed.txt?raw'
import type { createClient } from './createClient.js'
// The client loads these files when they are needed. Fake time would not wait for them.
import '../events/readRunEvents.js'
import './startRun.js'

describe('time limits', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['never answers', never],
    ['never finishes its answer', () => new Response(new ReadableStream())],
  ])('end a request that %s', async (_name, answer) => {
    const { client } = setUp(answer, { timeout: 1_000 })
    const error = getError(client.getRun('run-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await error).toMatchObject({ code: 'timeout', retryable: true })
  })

  it('are 30 seconds, and reach the request’s signal', async () => {
    const { client, requests } = setUp(never)
    const error = getError(client.startRun(input))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(requests[0]?.signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(requests[0]?.signal.aborted).toBe(true)
    expect(await error).toMatchObject({ code: 'timeout' })
  })

  it('end a stream that does not open, but not one that is open', async () => {
    const closed = setUp(never, { timeout: 1_000 })
    const error = getError(collect(closed.client.streamRun(input)))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await error).toMatchObject({ code: 'timeout' })

    const body = new TransformStream<Uint8Array, Uint8Array>()
    const open = setUp(() => new Response(body.readable), { timeout: 1_000 })
    const events = collect(open.client.streamRun(input))
    await vi.advanceTimersByTimeAsync(100_000)
    const writer = body.writable.getWriter()
    await writer.write(new TextEncoder().encode(stream))
    expect((await events).at(-1)).toMatchObject({ type: 'COMPLETE' })
  })

  it('leave no timer behind', async () => {
    const { client } = setUp(running)
    await client.getRun('run-1')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('abort', () => {
  it.each([
    ['getRun', (client, signal) => client.getRun('run-1', { signal })],
    ['getRuns', (client, signal) => client.getRuns(['run-1'], { signal })],
    ['listRuns', (client, signal) => client.listRuns({}, { signal })],
    ['startRun', (client, signal) => client.startRun(input, { signal })],
    ['cancelRun', (client, signal) => client.cancelRun('run-1', { signal })],
    ['streamRun', (client, signal) => collect(client.streamRun(input, { signal }))],
  ] as [
    string,
    (client: ReturnType<typeof createClient>, signal: AbortSignal) => Promise<unknown>,
  ][])('ends %s with the caller’s reason, also when fetch does not listen', async (_name, call) => {
    const { client, requests } = setUp(never)
    const controller = new AbortController()
    const error = getError(call(client, controller.signal))
    await vi.waitFor(() => expect(requests).toHaveLength(1), 10_000)
    const reason = new Error('left')
    controller.abort(reason)
    expect(await error).toBe(reason)
    await vi.waitFor(() => expect(requests[0]?.signal.aborted).toBe(true), 10_000)
  })

  it('before a request keeps it from being made', async () => {
    const { client, requests } = setUp(running)
    const signal = AbortSignal.abort('gone')
    expect(await getError(client.getRun('run-1', { signal }))).toBe('gone')
    expect(await getError(client.startRun(input, { signal }))).toBe('gone')
    expect(requests).toHaveLength(0)
  })

  it('while the token is fetched keeps a run from being started', async () => {
    let give: (token: string) => void = () => {}
    const getToken = () => new Promise<string>((resolve) => (give = resolve))
    const { client, requests } = setUp(running, { getToken })
    const controller = new AbortController()
    const error = getError(client.startRun(input, { signal: controller.signal }))
    controller.abort('gone')
    expect(await error).toBe('gone')
    give('late')
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(requests).toHaveLength(0)
  })

  it('ends watchRuns quietly', async () => {
    const { client } = setUp(running)
    const controller = new AbortController()
    for await (const run of client.watchRuns(['run-1'], { signal: controller.signal })) {
      expect(run.status).toBe('RUNNING')
      controller.abort()
    }
    expect.assertions(1)
  })
})
