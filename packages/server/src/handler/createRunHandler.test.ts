import { describe, expect, it } from 'vitest'

import batch from '../../test/payloads/batch-get.json'
import cancellations from '../../test/payloads/cancel.responses.json'
import page from '../../test/payloads/list.openapi.json'
import completed from '../../test/payloads/run.completed.json'
import failed from '../../test/payloads/run.failed.system.json'
import { platforms } from '../../test/startHandler.js'
import type { RunAction } from '../scopes.js'
import { allScopes } from '../scopes.js'

const { run_id: runId } = completed
const serverNow = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }

const scopes = [...allScopes].toSorted()

describe.each(platforms)('createRunHandler on %s', (_name, startHandler) => {
  it.each([completed, failed])(
    'passes a run on with the time of the server ($status)',
    async (run) => {
      const { send, calls } = await startHandler(() => Response.json(run))
      const response = await send(`/api/fishbowl/runs/${run.run_id}`)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ ...run, scopes, server_now: serverNow })
      expect(calls).toMatchObject([
        { method: 'GET', path: `/v1/runs/${run.run_id}`, headers: { accept: 'application/json' } },
      ])
    },
  )

  it('writes the time of the server as the last field, where clients look for it', async () => {
    const { send } = await startHandler(() => Response.json({ ...completed, server_now: 'never' }))
    const text = await (await send(`/api/fishbowl/runs/${runId}`)).text()
    expect(text).toMatch(/,"server_now":"2[^"]+"\}$/)
    expect(text).not.toContain('never')
  })

  it('passes on runs in the older spelling', async () => {
    const { send } = await startHandler(() =>
      Response.json({ runId, status: 'RUNNING', streamingUrl: 'https://stream.mino.ai/session/a' }),
    )
    expect(await (await send(`/api/fishbowl/runs/${runId}`)).json()).toEqual({
      run_id: runId,
      status: 'RUNNING',
      streaming_url: 'https://stream.mino.ai/session/a',
      scopes,
      server_now: serverNow,
    })
  })

  it('reads several runs at once, each id once', async () => {
    const [missing] = batch.not_found
    const { post, calls } = await startHandler(() => Response.json(batch))
    const response = await post('/api/fishbowl/runs/batch', { run_ids: [runId, missing, runId] })
    expect(await response.json()).toEqual({
      data: [{ ...batch.data[0], scopes, server_now: serverNow }],
      not_found: [missing],
    })
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({ run_ids: [runId, missing] })
  })

  it('lists runs by the documented parameters', async () => {
    const { send, calls } = await startHandler(() => Response.json(page))
    const query =
      '?status=FAILED&goal=a%26b&created_after=2026-01-01T00%3A00%3A00Z&created_before=2026-02-01T00%3A00%3A00Z&sort_direction=asc&cursor=abc%3D%3D&limit=5'
    const response = await send(`/api/fishbowl/runs${query}`)
    expect(await response.json()).toEqual({
      data: [{ ...page.data[0], server_now: serverNow }],
      pagination: page.pagination,
    })
    expect(calls[0]?.path).toBe(`/v1/runs${query}`)
  })

  it.each(Object.values(cancellations))(
    'cancels a run and answers with its true status ($status, $message)',
    async (cancellation) => {
      const { post, calls } = await startHandler(() => Response.json(cancellation))
      const response = await post(`/api/fishbowl/runs/${cancellation.run_id}/cancel`)
      expect(await response.json()).toEqual(cancellation)
      expect(calls).toMatchObject([{ method: 'POST', path: `/v1/runs/${runId}/cancel`, body: '' }])
    },
  )

  it('starts a run with what a browser may say about it', async () => {
    const body = {
      ...start,
      browser_profile: 'stealth',
      proxy_config: { enabled: true, country_code: 'DE' },
      agent_config: { mode: 'strict', max_steps: 20 },
      capture_config: { screenshots: true },
      output_schema: { type: 'object', properties: { webhook_url: { type: 'string' } } },
    }
    const { post, calls } = await startHandler(() => Response.json({ run_id: runId, error: null }))
    const response = await post('/api/fishbowl/automation/run-async', body)
    expect(await response.json()).toEqual({ run_id: runId, error: null })
    expect(calls[0]?.path).toBe('/v1/automation/run-async')
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual(body)
  })

  it('streams the events of a run that it starts', async () => {
    const { post, calls } = await startHandler(
      () =>
        new Response('data: {"type":"STARTED","run_id":"run_1"}\n\n', {
          headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
        }),
    )
    const response = await post('/api/fishbowl/automation/run-sse', start)
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(await response.text()).toBe('data: {"type":"STARTED","run_id":"run_1"}\n\n')
    expect(calls).toMatchObject([{ path: '/v1/automation/run-sse' }])
  })

  it.each([
    ['image/jpeg', '\xff\xd8\xff\0'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\x80'],
    ['image/webp', 'RIFF\xff\n\0\x80WEBPVP8 '],
  ])('passes on a picture (%s)', async (type, text) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    const { send, calls } = await startHandler(
      () => new Response(bytes, { headers: { 'Content-Type': type } }),
    )
    const response = await send(`/api/fishbowl/runs/${runId}/steps/evt_1/screenshot`)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(calls[0]?.path).toBe(`/v1/runs/${runId}/steps/evt_1/screenshot`)
  })

  it('asks the host about each run and each action', async () => {
    const actions: RunAction[] = []
    const session = { Cookie: 'session=1' }
    const { send, post } = await startHandler(() => Response.json({}), {
      authorize: (_request, action) => actions.push(action) < 0,
    })
    await send('/api/fishbowl/runs/run_1')
    await send('/api/fishbowl/runs/run_1/steps/evt_1/screenshot')
    await post('/api/fishbowl/runs/batch', { run_ids: ['run_1', 'run_2'] }, session)
    await post('/api/fishbowl/runs/run_1/cancel')
    await send('/api/fishbowl/runs')
    await post('/api/fishbowl/automation/run-async', start)
    await post('/api/fishbowl/automation/run-sse', start)
    expect(actions).toEqual([
      { scope: 'run:read', runIds: ['run_1'] },
      { scope: 'run:read', runIds: ['run_1'] },
      { scope: 'run:read', runIds: ['run_1'] },
      { scope: 'run:read', runIds: ['run_2'] },
      { scope: 'run:cancel', runIds: ['run_1'] },
      { scope: 'run:read', runIds: ['run_1'] },
      { scope: 'run:list', runIds: [] },
      { scope: 'run:start', runIds: [] },
      { scope: 'run:start', runIds: [] },
    ])
  })

  it('lets the host look at the body of a start', async () => {
    const { post, calls } = await startHandler(() => Response.json({ run_id: runId }), {
      authorize: async (request) => {
        const body = (await request.clone().json()) as { url: string }
        return body.url === start.url
      },
    })
    expect((await post('/api/fishbowl/automation/run-async', start)).status).toBe(200)
    const other = { ...start, url: 'https://elsewhere.example/' }
    expect((await post('/api/fishbowl/automation/run-async', other)).status).toBe(403)
    expect(calls).toHaveLength(1)
  })

  it.each(['/', '/tinyfish/', '/a/b'])(
    'is mounted where the host wants it (%s)',
    async (basePath) => {
      const { send } = await startHandler(() => Response.json(completed), { basePath })
      const path = basePath.replace(/\/$/, '')
      expect((await send(`${path}/runs/${runId}`)).status).toBe(200)
      expect((await send(`/api/fishbowl/runs/${runId}`)).status).toBe(404)
    },
  )
})
