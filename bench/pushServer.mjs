// A server that pushes one run to whoever asks, in a process of its own: ours, or a loop over
// `response.write`, which is the least that can be done. Takes 'change' and 'memory' from its parent.
import { createServer } from 'node:http'

import { importSource } from './importSource.mjs'

const isOurs = process.argv[2] === 'ours'
const run = { run_id: 'run_1', status: 'RUNNING', goal: 'First', steps: [] }
const { listener, change } = isOurs ? await createOurs() : createBare()

const server = createServer(listener)
server.listen(0, '127.0.0.1', 16_384, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
process.on('message', (message) => {
  if (message === 'change') change()
  else {
    globalThis.gc?.()
    process.send?.({ rss: process.memoryUsage().rss })
  }
})
process.on('disconnect', () => process.exit())

async function createOurs() {
  const { createRunHandler } = await importSource('packages/server/src/index.ts')
  const { toNodeHandler } = await importSource('packages/server/src/node.ts')
  let isChanging = false
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-bench',
    authorize: () => true,
    pollInterval: 1_000,
    // TinyFish itself, with no way to it.
    fetch: async () => {
      if (isChanging) run.goal = `${Date.now()}`
      isChanging = false
      return Response.json({ data: [run], not_found: [] })
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
