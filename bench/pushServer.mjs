// A server that pushes runs to whoever asks, in a process of its own: ours; `bare`, a loop over
// `response.write`, which is the least that can be done; or `naive`, where each viewer has a poll of
// its own. Takes 'change', 'memory' and 'requests' from its parent.
import { createServer } from 'node:http'

import { createRunHandler } from '@fishbowl/server'
import { toNodeHandler } from '@fishbowl/server/node'

const POLL_INTERVAL = 3_000

const run = { run_id: 'run_1', status: 'RUNNING', goal: 'First', steps: [] }
/** Requests to TinyFish. */
let requests = 0
const kind = process.argv[2]
const { listener, change } =
  kind === 'ours' ? await createOurs() : kind === 'bare' ? createBare() : createNaive()

const server = createServer(listener)
server.listen(0, '127.0.0.1', 16_384, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('message', (message) => {
  if (message === 'change') change()
  else if (message === 'requests') process.send?.({ requests })
  else {
    globalThis.gc?.()
    process.send?.({ rss: process.memoryUsage().rss })
  }
})
process.on('disconnect', () => process.exit())

async function createOurs() {
  let isChanging = false
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-bench',
    authorize: () => true,
    pollInterval: POLL_INTERVAL,
    // TinyFish itself, with no way to it.
    fetch: async (/** @type {Request} */ request) => {
      requests += 1
      if (isChanging) run.goal = `${Date.now()}`
      isChanging = false
      const { run_ids: runIds } = await request.json()
      const data = runIds.map((/** @type {string} */ run_id) => ({ ...run, run_id }))
      return Response.json({ data, not_found: [] })
    },
  })
  return {
    listener: toNodeHandler(handler),
    change: () => {
      isChanging = true
    },
  }
}

function createBare() {
  /** @type {Set<import('node:http').ServerResponse>} */
  const responses = new Set()
  const getFrame = () => Buffer.from(`event: run\nid: 1\ndata: ${JSON.stringify(run)}\n\n`)
  return {
    /** @type {import('node:http').RequestListener} */
    listener: (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write(getFrame())
      responses.add(response)
    },
    change: () => {
      run.goal = `${Date.now()}`
      const frame = getFrame()
      for (const response of responses) response.write(frame)
    },
  }
}

function createNaive() {
  return {
    /** @type {import('node:http').RequestListener} */
    listener: (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      const poll = () => {
        requests += 1
        response.write(`event: run\nid: 1\ndata: ${JSON.stringify(run)}\n\n`)
      }
      poll()
      const timer = setInterval(poll, POLL_INTERVAL)
      response.on('close', () => clearInterval(timer))
    },
    change: () => undefined,
  }
}
