import { createClock, createManualClock } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'
import { onTestFinished } from 'vitest'

import type { RunHandlerOptions } from '../src/handler/options.js'
import { createRunHandler } from '../src/handler/createRunHandler.js'
import { toNodeHandler } from '../src/node.js'
import { listen } from './startHandler.js'
import { watchEvents } from './watchEvents.js'

/**
 * An emulator and a handler, each on a port. Runs go 20 times as fast as they would, or `byHand`:
 * when the test says so.
 */
export async function startFeed(options: Partial<RunHandlerOptions> = {}, time?: 'byHand') {
  const clock = createManualClock()
  const server = await serve({
    port: 0,
    clock: time === 'byHand' ? clock : createClock({ speed: 20 }),
  })
  onTestFinished(() => server.close())
  const { emulator, origin } = server
  /** The ids of each batch that was asked for, and when. */
  const batches: { runIds: string[]; at: number }[] = []
  const handler = createRunHandler({
    apiKey: 'sk-tinyfish-emulator',
    authorize: () => true,
    baseUrl: `${origin}/v1`,
    pollInterval: 100,
    maxPollRate: 100,
    async fetch(request) {
      if (request.url.endsWith('/runs/batch')) {
        const at = Date.now()
        const { run_ids: runIds } = await request.clone().json()
        batches.push({ runIds, at })
      }
      return fetch(request)
    },
    ...options,
  })
  const endpoint = `${await listen(toNodeHandler(handler))}/api/fishbowl`
  return {
    emulator,
    clock,
    handler,
    endpoint,
    batches,
    watch: (runIds: string | string[], headers?: Record<string, string>) =>
      watchEvents(`${endpoint}/runs/events?ids=${[runIds].flat().join()}`, headers),
  }
}
