import { describe, expect, it } from 'vitest'

import { platforms } from '../test/startHandler.js'
import { allScopes } from './scopes.js'

const run = '/api/fishbowl/runs/run_1'
const cancel = `${run}/cancel`
const startPath = '/api/fishbowl/automation/run-async'
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

describe.each(platforms)('viewers who may not do everything, on %s', (_name, startHandler) => {
  it('tells a run of somebody else from one that does not exist in no way', async () => {
    const mine = 'run_1'
    const { send, post, calls } = await startHandler(
      () => Response.json({ error: { code: 'NOT_FOUND', message: 'x' } }, { status: 404 }),
      { authorize: (_request, { runIds }) => runIds.every((runId) => runId === mine) },
    )
    const unknown = await send(run)
    expect(calls).toHaveLength(1)
    for (const foreign of [
      await send('/api/fishbowl/runs/run_2'),
      await send('/api/fishbowl/runs/run_2/steps/evt_1/screenshot'),
      await post('/api/fishbowl/runs/run_2/cancel'),
    ]) {
      expect(foreign.status).toBe(unknown.status)
      expect(getOwnHeaders(foreign)).toEqual(getOwnHeaders(unknown))
      expect(await foreign.text()).toBe(await unknown.clone().text())
    }
    expect(calls).toHaveLength(1)
  })

  it('lists runs of others in a batch like runs that do not exist, and does not ask for them', async () => {
    const { post, calls } = await startHandler(
      () => Response.json({ data: [{ run_id: 'run_1', status: 'RUNNING' }], not_found: ['gone'] }),
      { authorize: (_request, { runIds }) => !runIds.some((runId) => runId.startsWith('theirs')) },
    )
    const run_ids = ['theirs_1', 'run_1', 'gone', 'theirs_2']
    const session = { Cookie: 'session=1' }
    const batch = await post('/api/fishbowl/runs/batch', { run_ids }, session)
    expect(await batch.json()).toMatchObject({
      data: [{ run_id: 'run_1' }],
      not_found: ['theirs_1', 'gone', 'theirs_2'],
    })
    expect(calls[0]?.body).toBe('{"run_ids":["run_1","gone"]}')

    const none = await post('/api/fishbowl/runs/batch', { run_ids: ['theirs_1'] })
    expect(await none.json()).toEqual({ data: [], not_found: ['theirs_1'] })
    expect(calls).toHaveLength(1)
  })

  it('answers 403 to a viewer who may see a run but not cancel it, and to starts and lists', async () => {
    const { send, post, calls } = await startHandler(answerRun, {
      authorize: (_request, { scope }) => scope === 'run:read',
    })
    expect((await post(cancel)).status).toBe(403)
    expect((await post(startPath, start)).status).toBe(403)
    expect((await post('/api/fishbowl/automation/run-sse', start)).status).toBe(403)
    expect((await send('/api/fishbowl/runs')).status).toBe(403)
    expect(calls).toEqual([])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('The database is down')
      },
    ],
    ['rejects', () => Promise.reject(new Error('The database is down'))],
    ['answers with text', () => 'false' as never],
    ['answers with an object', () => ({ id: 1 }) as never],
    ['answers with nothing', () => undefined as never],
    ['answers with no scope', () => []],
    ['answers with another scope', () => ['run:cancel'] as const],
    ['answers with unknown scopes', () => ['*', 'admin'] as never],
  ])('takes an authorize that %s for a refusal', async (_how, authorize) => {
    const { send, calls } = await startHandler(answerRun, { authorize })
    expect((await send(run)).status).toBe(404)
    expect((await send('/api/fishbowl/runs')).status).toBe(403)
    expect(calls).toEqual([])
  })

  it('shows the fields of the scopes that the host names, run by run', async () => {
    const full = { run_id: 'run_1', status: 'RUNNING', goal: 'x', result: 1, streaming_url: 'y' }
    const { send, post } = await startHandler(
      ({ url }) =>
        Response.json(
          url.endsWith('batch') ? { data: [full, { ...full, run_id: 'run_2' }] } : full,
        ),
      {
        authorize: (_request, { runIds: [runId], scope }) =>
          runId === 'run_2' || (scope === 'run:read' ? ['run:read', 'run:result'] : ['run:read']),
      },
    )
    const { server_now: now, ...narrow } = await (await send(run)).json()
    expect(now).toBeTypeOf('string')
    expect(narrow).toEqual({
      run_id: 'run_1',
      status: 'RUNNING',
      result: 1,
      scopes: ['run:read', 'run:result'],
    })
    expect((await post(cancel)).status).toBe(403)
    expect((await send(`${run}/steps/evt_1/screenshot`)).status).toBe(403)
    const batch = await post('/api/fishbowl/runs/batch', { run_ids: ['run_1', 'run_2'] })
    expect(await batch.json()).toEqual({
      data: [
        { ...narrow, server_now: expect.any(String) },
        {
          ...full,
          run_id: 'run_2',
          scopes: [...allScopes].toSorted(),
          server_now: expect.any(String),
        },
      ],
      not_found: [],
    })
  })

  it('keeps a refused run back although TinyFish sends it unasked', async () => {
    const data = [{ run_id: 'run_1' }, { run_id: 'theirs' }]
    const { post } = await startHandler(() => Response.json({ data }), {
      authorize: (_request, { runIds }) => runIds.every((runId) => runId === 'run_1'),
    })
    const batch = await post('/api/fishbowl/runs/batch', { run_ids: ['run_1', 'theirs'] })
    expect(await batch.json()).toMatchObject({ data: [{ run_id: 'run_1' }], not_found: ['theirs'] })
  })
})

/** The headers that the handler wrote; a server adds the time and more. */
function getOwnHeaders({ headers }: Response): Record<string, string> {
  const added = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']
  return Object.fromEntries([...headers].filter(([name]) => !added.includes(name)))
}
