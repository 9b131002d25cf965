import { once } from 'node:events'
import { request as sendRequest } from 'node:http'

import { expect, it, onTestFinished } from 'vitest'

import { API_KEY, listen } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { toNodeHandler } from '../node.js'
import { createRunHandler } from './createRunHandler.js'

const path = '/api/fishbowl/runs'
const fail = () => {
  throw new Error('The host has a bug')
}

it('a request that crashes touches no other, and leaves nothing unhandled', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))

  const ways: Record<string, () => Response | Promise<Response>> = {
    throws: fail,
    rejects: () => Promise.reject(new Error('reset')),
    answers_nothing: () => undefined as never,
    breaks_off: () =>
      new Response(new ReadableStream({ pull: fail }), {
        headers: { 'Content-Type': 'application/json' },
      }),
    is_no_json: () => new Response('<html>', { headers: { 'Content-Type': 'application/json' } }),
    is_too_deep: () => {
      const result = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
      const body = `{"run_id":"is_too_deep","status":"COMPLETED","result":${result}}`
      return new Response(body, { headers: { 'Content-Type': 'application/json' } })
    },
  }
  const names = Object.keys(ways)
  const handler = createRunHandler({
    apiKey: API_KEY,
    authorize: (request) => (request.headers.has('X-Crash') ? fail() : true),
    tokens: { secret: SECRET },
    onError: fail,
    onAudit: () => Promise.reject(new Error('The log is full')),
    async fetch({ url }) {
      const runId = new URL(url).pathname.split('/').at(-1) ?? ''
      const answer = ways[runId]
      return answer ? answer() : Response.json({ run_id: runId, status: 'RUNNING' })
    },
  })
  const origin = await listen(toNodeHandler(handler))
  const headers = await bearer({ runs: [...names, 'good'], scope: ['run:read', 'run:result'] })
  const getStatus = async (runId: string, sent: Record<string, string> = headers) =>
    (await fetch(`${origin}${path}/${runId}`, { headers: sent })).status

  const crashes = names.flatMap((name) => [getStatus(name), getStatus(name, {})])
  const goods = Array.from({ length: 20 }, () => getStatus('good'))
  const refused = getStatus('good', { 'X-Crash': '1' })
  const hangUp = sendRequest(`${origin}${path}/batch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': '9' },
  })
  hangUp.on('error', () => undefined)
  hangUp.write('{"r')
  await once(hangUp, 'socket')
  hangUp.destroy()

  const statuses = await Promise.all([...crashes, ...goods, refused])
  for (const status of statuses.slice(0, crashes.length)) expect([500, 502]).toContain(status)
  expect(new Set(statuses.slice(crashes.length, -1))).toEqual(new Set([200]))
  expect(statuses.at(-1)).toBe(404)
  expect(await getStatus('good')).toBe(200)
  expect(unhandled).toEqual([])
})
