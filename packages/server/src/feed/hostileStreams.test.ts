import { describe, expect, it, onTestFinished } from 'vitest'

import { createUpstream, hostileFields, nest } from '../../test/hostileRuns.js'
import { listen } from '../../test/startHandler.js'
import { hasRedis, startRedis } from '../../test/startRedis.js'
import { watchEvents } from '../../test/watchEvents.js'
import { createRunHandler } from '../handler/createRunHandler.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { toNodeHandler } from '../node.js'
import { createRedisStore } from '../redis.js'

const options = {
  apiKey: 'sk-test',
  authorize: () => true,
  pollInterval: 100,
  maxPollRate: 100,
} as const

/** Puts a handler on a port, and gives its endpoint. */
async function start(more: Partial<RunHandlerOptions>): Promise<string> {
  const handler = createRunHandler({ ...options, ...more })
  return `${await listen(toNodeHandler(handler))}/api/fishbowl`
}

/** What one page can make of the event stream of the run that reads it. */
const hostileLines: [what: string, line: string][] = [
  ['a result nested 100,000 deep', `data: {"type":"COMPLETE","result":${nest(100_000)}}`],
  ['a deep purpose', `data: {"type":"PROGRESS","purpose":${nest(100_000)}}`],
  ['a line that does not end', `data: ${'x'.repeat(200_000)}`],
  ['an id that cannot be text', 'data: {"type":"PROGRESS","run_id":{"toString":1},"purpose":"x"}'],
  ['a type that cannot be text', 'data: {"type":{"toString":1},"purpose":"x"}'],
  ['events in an event', 'data: {"type":"PROGRESS","purpose":"\\n\\nevent: end\\ndata: {}\\n\\n"}'],
  ['what is no JSON', 'data: {"type":'],
]

describe('a page that spoils the event stream of its run', () => {
  it.each(hostileLines)('breaks no other stream, and no read, with %s', async (_what, line) => {
    const streams = new Map<string, (text: string) => void>()
    const endpoint = await start({
      maxResponseBytes: 150_000,
      async fetch(request) {
        if (!request.url.endsWith('/run-sse')) return createUpstream('"result":1')(request)
        const { goal: runId } = (await request.json()) as { goal: string }
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
            streams.set(runId, send)
            send(`data: {"type":"STARTED","run_id":"${runId}"}\n\n`)
          },
        })
        return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
      },
    })
    const run = (runId: string) =>
      fetch(`${endpoint}/automation/run-sse`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ url: 'https://shop.example/', goal: runId }),
      })
    const [bad, good] = await Promise.all([run('bad'), run('good_1')])
    const viewer = await watchEvents(`${endpoint}/runs/events?ids=bad,good_1,good_2`)

    streams.get('bad')!(`${line}\n\n`)
    streams.get('good_1')!('data: {"type":"PROGRESS","purpose":"Look"}\n\n')
    streams.get('good_1')!('data: {"type":"COMPLETE","status":"COMPLETED","result":1}\n\n')
    expect(await good.text()).toMatch(/"Look"[^]*"COMPLETE"/)
    expect(await viewer.ended).toBe('closed')
    expect(viewer.statuses()).toMatchObject({ good_1: 'COMPLETED', good_2: 'COMPLETED' })
    expect(viewer.events.filter(({ type }) => type === 'end')).toHaveLength(1)
    await bad.body?.cancel().catch(() => undefined)
  })
})

describe.runIf(hasRedis)('a page that spoils the run that read it, with one Redis', () => {
  it('blinds no viewer of another process', async () => {
    const redis = await startRedis()
    for (const [what, fields] of hostileFields) {
      const endpoints = await Promise.all(
        [0, 1].map(() => {
          const store = createRedisStore(redis.connect(), { prefix: `${what}:` })
          onTestFinished(() => store.close())
          return start({ store, fetch: createUpstream(fields) })
        }),
      )
      const viewers = await Promise.all(
        endpoints.map((endpoint) => watchEvents(`${endpoint}/runs/events?ids=bad,good_1,good_2`)),
      )
      for (const { ended, statuses } of viewers) {
        const seen = { what, end: await ended, ...statuses() }
        const good = { good_1: 'COMPLETED', good_2: 'COMPLETED' }
        expect(seen).toMatchObject({ what, end: 'closed', ...good })
      }
    }
  }, 60_000)
})
