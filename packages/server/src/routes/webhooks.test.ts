import { describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { startFeed } from '../../test/startFeed.js'
import { createWebhookUrl } from './webhookUrl.js'

const secret = 'a-secret-of-at-least-32-characters'
const webhooks = { endpoint: 'https://app.example.com/api/fishbowl', secret }

/** A run that is watched and would be read again in a minute. */
async function startWatched() {
  const feed = await startFeed({ pollInterval: 60_000, webhooks }, 'byHand')
  const { runId } = feed.emulator.runs.start()
  const viewer = await feed.watch(runId)
  await expect.poll(() => viewer.events.length).toBe(1)
  const send = (url: string, body: unknown = { event: 'run.completed', run_id: runId }) =>
    fetch(url.replace(webhooks.endpoint, feed.endpoint), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { ...feed, runId, viewer, send }
}

describe('a webhook', () => {
  it('lets the run be read at once, and believes nothing that it says', async () => {
    const { clock, runId, viewer, send } = await startWatched()
    clock.advance(60_000)
    const url = await createWebhookUrl(webhooks)
    const data = { run_id: runId, status: 'FAILED', result: 'forged' }
    const body = { event: 'run.failed', run_id: runId, status: 'FAILED', data }
    const response = await send(url, body)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({})
    await viewer.ended
    expect(viewer.statuses()).toEqual({ [runId]: 'COMPLETED' })
    expect(JSON.stringify(viewer.events)).not.toContain('forged')
  })

  it('asks for nothing when nobody watches the run', async () => {
    const { emulator, batches, send } = await startWatched()
    const other = emulator.runs.start().runId
    batches.length = 0
    expect((await send(await createWebhookUrl(webhooks), { run_id: other })).status).toBe(200)
    await letPass(200)
    expect(batches).toEqual([])
  })

  it('may be large, as it has the result in it', async () => {
    const { runId, batches, send } = await startWatched()
    const body = { run_id: runId, data: { result: 'a'.repeat(1_000_000) } }
    expect((await send(await createWebhookUrl(webhooks), body)).status).toBe(200)
    await expect.poll(() => batches.length).toBe(2)
  })

  it('is asked for when a run is started through the handler', async () => {
    const bodies: Record<string, unknown>[] = []
    const { endpoint } = await startFeed({
      webhooks,
      async fetch(request) {
        bodies.push(await request.json())
        return Response.json({ run_id: 'run_1', error: null })
      },
    })
    for (let start = 0; start < 2; start += 1) {
      await fetch(`${endpoint}/automation/run-async`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"url":"https://shop.example/","goal":"List"}',
      })
    }
    const urls = bodies.map(({ webhook_url: url }) => String(url))
    expect(urls).toEqual(Array(2).fill(expect.stringMatching(/^https:.*\/webhooks\/[^/]+\/[^/]+$/)))
    expect(new Set(urls).size).toBe(2)
  })
})

describe('attacks on webhooks', () => {
  it.each([
    ['another secret', async () => createWebhookUrl({ ...webhooks, secret: 'b'.repeat(32) })],
    ['no signature', async () => `${webhooks.endpoint}/webhooks/name/x`],
    ['a signature that is no Base64', async () => `${webhooks.endpoint}/webhooks/name/-_-_-`],
    [
      'the signature of another name',
      async () => (await createWebhookUrl(webhooks)).replace(/webhooks\/[^/]+/, 'webhooks/name'),
    ],
    [
      'a changed signature',
      async () => (await createWebhookUrl(webhooks)).replace(/.{5}$/, 'AAAAA'),
    ],
  ])('reach nothing with %s', async (_what, createUrl) => {
    const { batches, send } = await startWatched()
    expect((await send(await createUrl())).status).toBe(404)
    await letPass(100)
    expect(batches).toHaveLength(1)
  })

  it.each([[null], [{}], [{ run_id: '../wallet' }], [{ run_id: 7 }]])(
    'are refused that name no run: %j',
    async (body) => {
      const { batches, send } = await startWatched()
      expect((await send(await createWebhookUrl(webhooks), body)).status).toBe(400)
      expect(batches).toHaveLength(1)
    },
  )

  it('find no route where the host wants no webhooks', async () => {
    const { endpoint } = await startFeed()
    const url = (await createWebhookUrl(webhooks)).replace(webhooks.endpoint, endpoint)
    const headers = { 'Content-Type': 'application/json' }
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(404)
  })

  it.each([
    { endpoint: 'http://app.example.com', secret },
    { endpoint: '/api/fishbowl', secret },
    { ...webhooks, secret: 'b'.repeat(31) },
  ])('are not made easy by the host: %j', async (options) => {
    await expect(createWebhookUrl(options)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(startFeed({ webhooks: options })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
