import { describe, expect, it } from 'vitest'

import { platforms } from '../../test/startHandler.js'
import { bearer, forge, SECRET } from '../../test/viewerTokens.js'
import type { RunHandlerOptions } from '../handler/options.js'

const run = '/api/fishbowl/runs/run_1'
const onlyTokens: Partial<RunHandlerOptions> = {
  authorize: undefined,
  tokens: { secret: SECRET },
}

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

describe.each(platforms)('attacks with viewer tokens on %s', (_name, startHandler) => {
  it('looks for a token neither in the address nor in a cookie', async () => {
    const { send, calls } = await startHandler(answerRun, onlyTokens)
    const token = await forge()
    const headers = { Cookie: `token=${token}; authorization=${token}` }
    for (const name of ['token', 'access_token', 'authorization']) {
      expect((await send(`${run}?${name}=${token}`, { headers })).status).toBe(401)
    }
    expect(calls).toEqual([])
  })

  it('lets no cache give the answer for one token to another', async () => {
    const { send } = await startHandler(
      ({ url }) => {
        if (url.endsWith('run_3')) return new Response(null, { status: 500 })
        return answerRun()
      },
      { ...onlyTokens, tokens: { secret: SECRET, maxRequests: 5 } },
    )
    const headers = await bearer({ runs: ['run_1', 'run_3'] })
    const first = await send(run, { headers })
    const known = { 'If-None-Match': first.headers.get('ETag') ?? '', ...headers }
    const answers = [
      first,
      await send(run, { headers: known }),
      await send(run),
      await send('/api/fishbowl/runs/run_2', { headers }),
      await send('/api/fishbowl/runs', { headers }),
      await send('/api/fishbowl/runs/run_3', { headers }),
      await send(run, { headers }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 304, 401, 404, 403, 502, 429])
    for (const answer of answers) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        vary: 'Authorization, Origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      })
    }
  })

  it('does not try a bad token as a session', async () => {
    const { send } = await startHandler(answerRun, {
      authorize: () => true,
      tokens: { secret: SECRET },
    })
    expect((await send(run)).status).toBe(200)
    expect((await send(run, { headers: await bearer() })).status).toBe(200)
    const headers = { Authorization: `Bearer ${await forge({ claims: { aud: 'another' } })}` }
    expect((await send(run, { headers })).status).toBe(401)
  })

  it.each(['Bearer', 'Bearer a b', 'bearer\ta', 'Bearer a, Bearer b', 'BEARER =, x'])(
    'does not try what is no token as a session either: %j',
    async (Authorization) => {
      const { send, calls } = await startHandler(answerRun, {
        authorize: () => true,
        tokens: { secret: SECRET },
      })
      expect((await send(run, { headers: { Authorization } })).status).toBe(401)
      expect(calls).toEqual([])
      expect((await send(run, { headers: { Authorization: 'Basic YTpi' } })).status).toBe(200)
    },
  )

  it('tells a run that is not in the token from one that does not exist in no way', async () => {
    const { send, post, calls } = await startHandler(
      () => Response.json({ error: { code: 'NOT_FOUND', message: 'x' } }, { status: 404 }),
      onlyTokens,
    )
    const headers = await bearer({ scope: ['run:read', 'run:cancel', 'run:steps'] })
    const missing = await send(run, { headers })
    expect(missing.status).toBe(404)
    expect(calls).toHaveLength(1)
    for (const foreign of [
      await send('/api/fishbowl/runs/run_2', { headers }),
      await send('/api/fishbowl/runs/run_10', { headers }),
      await send('/api/fishbowl/runs/run_2/steps/evt_1/screenshot', { headers }),
      await post('/api/fishbowl/runs/run_2/cancel', {}, headers),
      await send(run, { headers: await bearer({ runs: [], scope: ['run:read', 'run:start'] }) }),
    ]) {
      expect(foreign.status).toBe(404)
      expect(getOwnHeaders(foreign)).toEqual(getOwnHeaders(missing))
      expect(await foreign.text()).toBe(await missing.clone().text())
    }
    expect(calls).toHaveLength(1)
  })

  it('lets a token do only what its scope says', async () => {
    const { send, post, calls } = await startHandler(answerRun, onlyTokens)
    const headers = await bearer({ scope: ['run:read'] })
    const start = { url: 'https://shop.example/', goal: 'List the lanterns' }
    for (const response of [
      await post(`${run}/cancel`, {}, headers),
      await post('/api/fishbowl/automation/run-async', start, headers),
      await post('/api/fishbowl/automation/run-sse', start, headers),
      await send('/api/fishbowl/runs', { headers }),
      await send(`${run}/steps/evt_1/screenshot`, { headers }),
    ]) {
      expect(response.status).toBe(403)
    }
    expect(calls).toEqual([])
    const mayCancel = await bearer({ scope: ['run:cancel'] })
    expect((await post(`${run}/cancel`, {}, mayCancel)).status).toBe(200)
    expect((await send(run, { headers: mayCancel })).status).toBe(404)
  })
})

/** The headers that the handler wrote; a server adds the time and more. */
function getOwnHeaders({ headers }: Response): Record<string, string> {
  const added = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']
  return Object.fromEntries([...headers].filter(([name]) => !added.includes(name)))
}
