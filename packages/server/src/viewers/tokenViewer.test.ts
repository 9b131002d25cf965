import { describe, expect, it } from 'vitest'

import completed from '../../test/payloads/run.completed.json'
import { platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'

const onlyTokens = { authorize: undefined, tokens: { secret: SECRET } }
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }
const startPath = '/api/fishbowl/automation/run-async'
const streamPath = '/api/fishbowl/automation/run-sse'

/** All that TinyFish could say of a run, documented or not. */
const full = {
  ...completed,
  run_id: 'run_1',
  goal: 'Sign in as admin',
  profile_id: 'profile_1',
  use_vault: true,
  credential_item_ids: ['cred:conn-abc:Work:item-123'],
  browser_config: { proxy_enabled: true, proxy_country_code: 'DE' },
  streaming_url: 'https://stream.mino.ai/session/a',
  something_new: 'x',
}

describe.each(platforms)('what a viewer token shows on %s', (_name, startHandler) => {
  it('is the status, the times and the error, and the result only if the scope says so', async () => {
    const { send } = await startHandler(() => Response.json(full), onlyTokens)
    const read = async (...scope: ('run:read' | 'run:result')[]) => {
      const headers = await bearer({ scope })
      return (await send('/api/fishbowl/runs/run_1', { headers })).json()
    }
    const { run_id, status, created_at, started_at, finished_at, num_of_steps, error } = full
    const basics = { run_id, status, created_at, started_at, finished_at, num_of_steps, error }
    const server_now = expect.any(String)
    expect(await read('run:read')).toEqual({
      ...basics,
      result_withheld: true,
      scopes: ['run:read'],
      server_now,
    })
    expect(await read('run:read', 'run:result')).toEqual({
      ...basics,
      result: full.result,
      schema_validation: full.schema_validation,
      scopes: ['run:read', 'run:result'],
      server_now,
    })
  })

  it('is no streaming URL, by no way, unless the scope says so', async () => {
    const { send, post } = await startHandler(
      ({ url }) =>
        url.endsWith('run-sse')
          ? new Response(`data: ${JSON.stringify({ ...full, type: 'STREAMING_URL' })}\n\n`, {
              headers: { 'Content-Type': 'text/event-stream' },
            })
          : Response.json(url.endsWith('batch') ? { data: [full] } : full),
      onlyTokens,
    )
    const readAll = async (headers: Record<string, string>) => {
      const answers = [
        await send('/api/fishbowl/runs/run_1', { headers }),
        await post('/api/fishbowl/runs/batch', { run_ids: ['run_1'] }, headers),
        await post(streamPath, start, headers),
      ]
      return Promise.all(answers.map((answer) => answer.text()))
    }
    const scope = ['run:read', 'run:result', 'run:steps', 'run:start'] as const
    for (const text of await readAll(await bearer({ scope }))) {
      expect(text).toContain('run_1')
      expect(text).not.toContain('stream.mino.ai')
    }
    for (const text of await readAll(await bearer({ scope: [...scope, 'run:stream'] }))) {
      expect(text).toContain('stream.mino.ai')
    }
  })

  it('is the runs of the token in a batch, and nothing else of it', async () => {
    const { post, calls } = await startHandler(
      () => Response.json({ data: [full, { ...full, run_id: 'run_2' }] }),
      onlyTokens,
    )
    const run_ids = ['run_1', 'run_2']
    const answer = await post('/api/fishbowl/runs/batch', { run_ids }, await bearer())
    expect(await answer.json()).toMatchObject({ data: [{ run_id: 'run_1' }], not_found: ['run_2'] })
    expect(calls[0]?.body).toBe('{"run_ids":["run_1"]}')
  })

  it.each([
    ['a start', startPath],
    ['a stream', streamPath],
  ])('is also a run that its viewer started, after %s', async (_how, path) => {
    const { send, post } = await startHandler(({ url }) => {
      if (url.endsWith('run-async')) return Response.json({ run_id: 'run_9', error: null })
      if (!url.endsWith('run-sse')) return Response.json({ run_id: 'run_9', status: 'RUNNING' })
      return new Response('data: {"type":"STARTED","run_id":"run_9"}\n\n', {
        headers: { 'Content-Type': 'text/event-stream' },
      })
    }, onlyTokens)
    const grant = { runs: [], scope: ['run:read', 'run:start'] as const }
    const read = async (headers: Record<string, string>) =>
      (await send('/api/fishbowl/runs/run_9', { headers })).status
    expect(await read(await bearer(grant))).toBe(404)
    await (await post(path, start, await bearer(grant))).text()
    expect(await read(await bearer(grant))).toBe(200)
    expect(await read(await bearer({ ...grant, subject: 'bob' }))).toBe(404)
    // The token may be for another product with the same subjects, in which they only watch.
    expect(await read(await bearer({ runs: [], scope: ['run:read'] }))).toBe(404)
  })

  it('is the list of all runs, for an operator', async () => {
    const page = { data: [full], pagination: { total: 1, next_cursor: null, has_more: false } }
    const { send } = await startHandler(() => Response.json(page), onlyTokens)
    const headers = await bearer({ runs: [], scope: ['run:list'] })
    const { data, pagination } = await (await send('/api/fishbowl/runs', { headers })).json()
    expect(pagination).toEqual(page.pagination)
    expect(data).toMatchObject([{ run_id: 'run_1', goal: full.goal, profile_id: 'profile_1' }])
    expect(data[0]).not.toHaveProperty('result')
    expect(data[0]).not.toHaveProperty('use_vault')
  })
})
