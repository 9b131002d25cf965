// A server of runs in a process of its own: `tinyFish` itself; `ours`, the handler before it; `naive`, which
// passes requests on with the key; or `bare`, which answers by itself. Tells its parent the port, and the
// tokens of the viewers.
import { createServer } from 'node:http'

import { createRunHandler, createViewerToken } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'

const apiKey = 'sk-tinyfish-bench'
const [kind = 'tinyFish', port = '', viewers = '1', runs = '1'] = process.argv.slice(2)
const baseUrl = `http://127.0.0.1:${port}/v1`
/** @type {string[]} */
const tokens = []

const listeners = {
  ours: createOurs,
  naive: createNaive,
  bare: createBare,
  tinyFish: createTinyFish,
}
const listener = await listeners[/** @type {keyof typeof listeners} */ (kind)]()
const server = createServer({ keepAliveTimeout: 60_000 }, listener)
server.listen(0, '127.0.0.1', 1_024, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0, tokens })
})
process.on('disconnect', () => process.exit())

async function createOurs() {
  const keys = { secret: 'a-secret-of-at-least-32-characters' }
  for (let viewer = 0; viewer < Number(viewers); viewer += 1) {
    /** @type {import('@fishbowl/server').ViewerGrant} */
    const grant = {
      subject: `viewer_${viewer}`,
      runs: [`run_${viewer % Number(runs)}`],
      scope: ['run:read', 'run:result'],
    }
    tokens.push(await createViewerToken(grant, keys))
  }
  // Counted, but never too many.
  const limits = { maxRequests: 1e9, maxSubjectRequests: 1e9 }
  return toNodeHandler(createRunHandler({ apiKey, baseUrl, tokens: { ...keys, ...limits } }))
}

/** @returns {import('node:http').RequestListener} */
function createNaive() {
  tokens.push(...Array.from({ length: Number(viewers) }, (_, viewer) => `viewer_${viewer}`))
  const pass = async (
    /** @type {string} */ path,
    /** @type {import('node:http').ServerResponse} */ response,
  ) => {
    const answer = await fetch(baseUrl + path, { headers: { 'X-API-Key': apiKey } })
    response.writeHead(answer.status, { 'Content-Type': 'application/json' })
    response.end(await answer.text())
  }
  return ({ url = '' }, response) => void pass(url.slice('/api/fishbowl'.length), response)
}

/** @returns {import('node:http').RequestListener} */
function createBare() {
  tokens.push(...Array.from({ length: Number(viewers) }, (_, viewer) => `viewer_${viewer}`))
  return createTinyFish()
}

/** @returns {import('node:http').RequestListener} */
function createTinyFish() {
  return ({ url = '' }, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(
      JSON.stringify({
        run_id: url.split('/').at(-1),
        status: 'RUNNING',
        goal: 'List the lanterns with their prices',
        created_at: '2026-03-01T12:00:00Z',
        started_at: '2026-03-01T12:00:01Z',
        num_of_steps: 3,
        server_now: new Date().toISOString(),
      }),
    )
  }
}
