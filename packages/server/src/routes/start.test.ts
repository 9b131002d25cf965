import { createClient } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { createRunHandler } from '../handler/createRunHandler.js'

const body = JSON.stringify({
  url: 'https://tidewater.example/?scenario=slow',
  goal: 'List the lanterns',
})
const start = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
  body,
}

/** A handler in front of a TinyFish whose streams say what a test wants. */
function createHandler(answer: (signal: AbortSignal) => Response) {
  const errors: string[] = []
  const handler = createRunHandler({
    apiKey: 'sk-test',
    authorize: () => true,
    onError: ({ code }) => errors.push(code),
    fetch: async (request) => answer(request.signal),
  })
  return {
    errors,
    send: () => handler(new Request('https://app.example/api/fishbowl/automation/run-sse', start)),
  }
}

const say = (...events: object[]) =>
  new Response(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''), {
    headers: { 'Content-Type': 'text/event-stream' },
  })

describe('a streamed start that asks for JSON', () => {
  it('is answered with the id, and all who watch are told the steps without a read', async () => {
    const { endpoint, batches, watch } = await startFeed({ pollInterval: 60_000 })
    const client = createClient({ endpoint })
    const begin = performance.now()
    const { runId } = await client.startRun(
      { url: 'https://tidewater.example/', goal: 'List the lanterns' },
      { stream: true },
    )
    expect(performance.now() - begin).toBeLessThan(1_000)
    const { events } = await watch(runId)
    await expect.poll(() => events.at(-1)?.data['steps'], { timeout: 10_000 }).toHaveLength(6)
    // Whoever begins to watch lets the run be read once.
    expect(batches.length).toBeLessThanOrEqual(1)
  })

  it('counts as a stream for as long as TinyFish’s goes on', async () => {
    const { endpoint, emulator } = await startFeed({
      authorize: undefined,
      tokens: { secret: SECRET, maxStreams: 2 },
    })
    const headers = { ...start.headers, ...(await bearer({ scope: ['run:start', 'run:read'] })) }
    for (let count = 0; count < 4; count += 1) {
      const answer = await fetch(`${endpoint}/automation/run-sse`, { ...start, headers })
      expect(answer.status).toBe(200)
    }
    // The oldest ones were let go, and their runs go on.
    expect(emulator.runs.list()).toHaveLength(4)
  })

  it('fails, and starts nothing else, where the stream ends without a run', async () => {
    const { errors, send } = createHandler(() => say({ type: 'HEARTBEAT' }))
    const answer = await send()
    expect(answer.status).toBe(502)
    expect(errors).toEqual(['invalid_response'])
  })

  it('fails where the stream is cut before it has named the run', async () => {
    const { send } = createHandler(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.error(new TypeError('The connection was lost')),
          }),
          { headers: { 'Content-Type': 'text/event-stream' } },
        ),
    )
    expect((await send()).status).toBe(502)
  })

  it('holds the stream when the starter has its answer', async () => {
    let isLeft = false
    const { send } = createHandler((signal) => {
      signal.addEventListener('abort', () => (isLeft = true))
      const bytes = new TextEncoder().encode('data: {"type":"STARTED","run_id":"run-1"}\n\n')
      const stream = new ReadableStream({ start: (controller) => controller.enqueue(bytes) })
      return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } })
    })
    expect(await (await send()).json()).toEqual({ run_id: 'run-1', error: null })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isLeft).toBe(false)
  })
})
