import type { Run } from '@fishbowl/core'
import { createClient, getResultText } from '@fishbowl/core'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { exactJson } from '../../../core/test/exactJson.js'
import { listen } from '../../test/startHandler.js'
import { toNodeHandler } from '../node.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRunHandler } from './createRunHandler.js'

/** Puts a handler before a TinyFish whose one run has this result. */
async function start(result: string) {
  const run = `{"run_id":"a","status":"COMPLETED","result":${result}}`
  const end = `{"type":"COMPLETE","run_id":"a","status":"COMPLETED","result":${result}}`
  const stream = `data: {"type":"STARTED","run_id":"a"}\n\ndata: ${end}\n\n`
  const handler = createRunHandler({
    apiKey: 'sk-test',
    authorize: () => true,
    pollInterval: 20,
    maxPollRate: 1_000,
    store: createMemoryStore(),
    async fetch({ url }) {
      const { pathname } = new URL(url)
      if (pathname.endsWith('/run-sse')) {
        return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } })
      }
      const text = pathname.endsWith('/a') ? run : `{"data":[${run}],"pagination":{}}`
      return new Response(text, { headers: { 'Content-Type': 'application/json' } })
    },
  })
  return createClient({ endpoint: `${await listen(toNodeHandler(handler))}/api/fishbowl` })
}

type Client = Awaited<ReturnType<typeof start>>

const ways: [string, (client: Client) => Promise<Run | undefined>][] = [
  ['a read', (client) => client.getRun('a')],
  ['a batch', async (client) => (await client.getRuns(['a', 'b'])).runs[0]],
  ['a list', async (client) => (await client.listRuns()).runs[0]],
  [
    'a push',
    async (client) => {
      for await (const run of client.watchRuns(['a'], { transport: 'push' })) return run
      return undefined
    },
  ],
]

it.each(ways)('%s brings all digits of a result', async (_way, read) => {
  await fc.assert(
    fc.asyncProperty(exactJson, async (result) => {
      const run = await read(await start(result))
      expect(run && getResultText(run)).toBe(result)
    }),
    { numRuns: 25 },
  )
})

it('a stream brings all digits of a result', async () => {
  await fc.assert(
    fc.asyncProperty(exactJson, async (result) => {
      const client = await start(result)
      const texts: (string | undefined)[] = []
      for await (const event of client.streamRun({ url: 'https://a.example', goal: 'b' })) {
        if (event.type === 'COMPLETE') texts.push(event.resultText ?? JSON.stringify(event.result))
      }
      expect(texts).toEqual([result])
    }),
    { numRuns: 25 },
  )
})
