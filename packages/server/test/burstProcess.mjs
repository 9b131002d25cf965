// A server whose TinyFish sends many events at once: `node burstProcess.mjs '{"events":10000,"piece":65536}'`.
// It says its origin, and then how long its longest task was and how long it has worked since the burst,
// both in milliseconds.
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

import { runnerImport } from 'vite'

/** @type {{ events: number, piece: number }} */
const { events, piece } = JSON.parse(process.argv[2] ?? '{}')

const { module } = await runnerImport(fileURLToPath(new URL('feedModules.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
  resolve: { tsconfigPaths: true },
  environments: { inline: { resolve: { noExternal: [/^@fishbowl\//] } } },
})
const { createRunHandler, listenOn } = /** @type {typeof import('./feedModules.ts')} */ (module)

/** @param {object} event */
const toFrame = (event) => `data: ${JSON.stringify({ run_id: 'burst', ...event })}\n\n`
const burst = new TextEncoder().encode(
  Array.from({ length: events }, (_, index) =>
    toFrame({
      type: 'PROGRESS',
      purpose: `Step ${index}: click the button "Show more" and read what is below it`,
      timestamp: new Date(Date.UTC(2026, 0, 1) + index).toISOString(),
    }),
  ).join('') + toFrame({ type: 'COMPLETE', status: 'COMPLETED', result: { found: events } }),
)

/** Lets the events go. */
let release = () => {}
const isReleased = new Promise((resolve) => {
  release = () => resolve(null)
})

function openStream() {
  let at = 0
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(toFrame({ type: 'STARTED' })))
    },
    async pull(controller) {
      await isReleased
      // Bytes come from a socket, each piece in a task of its own.
      await new Promise((resolve) => setImmediate(resolve))
      if (at >= burst.length) return controller.close()
      controller.enqueue(burst.subarray(at, at + piece))
      at += piece
    },
  })
}

const handler = createRunHandler({
  apiKey: 'sk-tinyfish-emulator',
  authorize: () => true,
  pollInterval: 60_000,
  fetch: async (request) => {
    if (request.url.endsWith('/run-sse')) {
      return new Response(openStream(), { headers: { 'Content-Type': 'text/event-stream' } })
    }
    const run = { run_id: request.url.split('/').at(-1), status: 'RUNNING' }
    const isBatch = request.url.endsWith('/batch')
    return Response.json(isBatch ? { data: [{ ...run, run_id: 'burst' }] } : run)
  },
})

let longest = 0
let start = { cpu: process.cpuUsage(), loop: performance.eventLoopUtilization() }
let lastCpu = process.cpuUsage()
let lastTime = performance.now()
function measure() {
  const { user, system } = process.cpuUsage(lastCpu)
  const now = performance.now()
  // A busy machine stretches the time, and other threads that clean up add to the processor's time.
  longest = Math.max(longest, Math.min(now - lastTime, (user + system) / 1_000))
  lastCpu = process.cpuUsage()
  lastTime = now
}

process.on('message', (message) => {
  if (message === 'burst') {
    measure()
    longest = 0
    start = { cpu: process.cpuUsage(), loop: performance.eventLoopUtilization() }
    setInterval(measure, 1)
    release()
  } else {
    const { user, system } = process.cpuUsage(start.cpu)
    const { active } = performance.eventLoopUtilization(start.loop)
    process.send?.({ longest, work: Math.min(active, (user + system) / 1_000) })
  }
})
process.send?.(await listenOn(handler))
