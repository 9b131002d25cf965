import { createClient } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import batch from '../../test/payloads/batch-get.json'
import completed from '../../test/payloads/run.completed.json'
import type { TestUpstream } from '../../test/startHandler.js'
import { createRunHandler } from './createRunHandler.js'

const input = { url: 'https://shop.example/', goal: 'List the lanterns' }

/** The whole way from a client to TinyFish, without a network. */
function createChain(upstream: TestUpstream) {
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-test',
    authorize: () => true,
    fetch: async (request) => upstream(request),
  })
  return createClient({ endpoint: 'https://app.example.com/api/fishbowl', fetch: handler })
}

describe('the client of core on the handler', () => {
  it('reads a run, and the clock of the server', async () => {
    const client = createChain(() => Response.json(completed))
    const run = await client.getRun(completed.run_id)
    expect(run).toMatchObject({ runId: completed.run_id, result: completed.result })
    expect(await client.getRun(completed.run_id)).toBe(run)
    expect(Math.abs(client.getClockOffset())).toBeLessThan(1000)
  })

  it('reads several runs', async () => {
    const client = createChain(() => Response.json(batch))
    const runIds = [completed.run_id, ...batch.not_found]
    expect(await client.getRuns(runIds)).toMatchObject({
      runs: [{ runId: completed.run_id }],
      notFound: batch.not_found,
    })
  })

  it('starts a run', async () => {
    const client = createChain(() => Response.json({ run_id: 'run_1', error: null }))
    expect(await client.startRun({ ...input, browserProfile: 'stealth' })).toEqual({
      runId: 'run_1',
    })
  })

  it('follows the events of a run', async () => {
    const events = ['STARTED', 'HEARTBEAT', 'COMPLETE'].map(
      (type) => `data: {"type":"${type}","run_id":"run_1","status":"COMPLETED"}\n\n`,
    )
    const client = createChain(
      () => new Response(events.join(''), { headers: { 'Content-Type': 'text/event-stream' } }),
    )
    const types: string[] = []
    for await (const event of client.streamRun(input)) types.push(event.type)
    expect(types).toEqual(['STARTED', 'HEARTBEAT', 'COMPLETE'])
  })

  it.each([
    [401, {}, { code: 'server_error', retryable: true }],
    [402, {}, { code: 'payment_required', retryable: false }],
    [404, {}, { code: 'not_found', retryable: false }],
    [429, { 'Retry-After': '7' }, { code: 'rate_limited', retryable: true, retryAfter: 7000 }],
    [503, {}, { code: 'unavailable', retryable: true }],
  ])('learns what %i of TinyFish means for it', async (status, headers, expected) => {
    const client = createChain(() => new Response(null, { status, headers }))
    await expect(client.getRun('run_1')).rejects.toMatchObject(expected)
  })
})
