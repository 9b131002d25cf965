import { describe, expect, it } from 'vitest'

import { listen, platforms } from '../../test/startHandler.js'
import { startPush } from '../../test/startPush.js'
import { watchEvents } from '../../test/watchEvents.js'
import { toNodeHandler } from '../node.js'
import { createRunHandler } from './createRunHandler.js'

const nest = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What one page can make of the one run that reads it, as TinyFish would pass it on. */
const hostileFields: [name: string, fields: string][] = [
  ['a result nested 4,122 deep', `"result":${nest(4_122)}`],
  ['a result nested 100,000 deep', `"result":${nest(100_000)}`],
  ['an object nested 50,000 deep', `"result":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
  ['a deep result in the older field', `"result_json":${JSON.stringify(nest(4_122))}`],
  ['a deep schema', `"output_schema":${nest(100_000)}`],
  ['steps in steps, 100,000 deep', `"steps":${nest(100_000)}`],
  ['deep errors of the schema', `"schema_validation":{"valid":false,"errors":${nest(100_000)}}`],
  ['a deep error', `"error":${nest(100_000)}`],
  ['depth where text belongs', `"goal":${nest(100_000)},"streaming_url":${nest(9_000)}`],
  ['a key that is a prototype', '"result":{"__proto__":{"toJSON":1},"constructor":null}'],
  ['a key that would be called', '"result":{"toJSON":{"call":1}},"toJSON":"x"'],
  ['broken letters', '"result":"\\ud800\\u0000","goal":"\\udfff"'],
]

/** TinyFish, for which `bad` is a run with these fields and all others are good. */
function createUpstream(fields: string) {
  const item = (runId: string) =>
    `{"run_id":"${runId}","status":"COMPLETED",${runId === 'bad' ? fields : '"result":1'}}`
  return async (request: Request) => {
    const name = new URL(request.url).pathname.split('/').at(-1) ?? ''
    const getItems = async () => {
      if (name !== 'batch') return ['good_1', 'bad', 'good_2']
      return ((await request.json()) as { run_ids: string[] }).run_ids
    }
    const isMany = name === 'batch' || name === 'runs'
    const text = isMany ? `{"data":[${(await getItems()).map(item).join()}]}` : item(name)
    return new Response(text, { headers: { 'Content-Type': 'application/json' } })
  }
}

interface Answer {
  data: { run_id: string; status?: string; result?: unknown; error?: unknown }[]
  not_found?: string[]
}

const getGood = ({ data }: Answer) =>
  data.filter(({ run_id }) => run_id.startsWith('good')).map(({ result }) => result)

describe.each(platforms)(
  'a page that spoils the run that read it, on %s',
  (_name, startHandler) => {
    it.each(hostileFields)('blinds nobody to other runs with %s', async (_what, fields) => {
      const { send } = await startHandler(createUpstream(fields))
      const list = await send('/api/fishbowl/runs')
      expect(list.status).toBe(200)
      expect(getGood((await list.json()) as Answer)).toEqual([1, 1])
      expect([200, 502]).toContain((await send('/api/fishbowl/runs/bad')).status)
      expect((await send('/api/fishbowl/runs/good_1')).status).toBe(200)
    })
  },
)

describe('a page that spoils the run that read it', () => {
  async function start(fields: string, maxResponseBytes?: number) {
    let calls = 0
    const handler = createRunHandler({
      apiKey: 'sk-test',
      authorize: () => true,
      pollInterval: 50,
      maxPollRate: 1_000,
      maxResponseBytes,
      fetch: (request) => {
        calls += 1
        return createUpstream(fields)(request)
      },
    })
    const endpoint = `${await listen(toNodeHandler(handler))}/api/fishbowl`
    const readBatch = (run_ids: string[]) =>
      fetch(`${endpoint}/runs/batch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ run_ids }),
      })
    return { endpoint, readBatch, getCalls: () => calls }
  }

  it.each(hostileFields)('blinds no batch and no pushed viewer with %s', async (_what, fields) => {
    const { endpoint, readBatch } = await start(fields)
    const batch = await readBatch(['good_1', 'bad', 'good_2', 'bad'])
    expect(batch.status).toBe(200)
    const answer = (await batch.json()) as Answer
    expect(getGood(answer)).toEqual([1, 1])
    // The bad run exists, and so it must not count as not found.
    expect(answer.not_found).toEqual([])
    expect(answer.data.map(({ run_id }) => run_id)).toEqual(['good_1', 'bad', 'good_2'])

    const ids = 'good_1,bad,good_2'
    const viewers = await Promise.all(
      [ids, ids, 'good_2'].map((list) => watchEvents(`${endpoint}/runs/events?ids=${list}`)),
    )
    for (const { ended, statuses } of viewers) {
      expect(await ended).toBe('closed')
      expect(statuses()).toMatchObject({ good_2: 'COMPLETED' })
    }
    expect(viewers[0]!.statuses()).toMatchObject({ good_1: 'COMPLETED' })
  })

  it('is shown if its result is small, however deep', async () => {
    const { endpoint, readBatch } = await start(`"result":${nest(4_122)}`)
    const single = await (await fetch(`${endpoint}/runs/bad`)).text()
    expect(single).toContain(`"result":${nest(4_122)},"server_now"`)
    expect(await (await readBatch(['good_1', 'bad'])).text()).toContain(nest(4_122))
    const { ended, statuses } = await watchEvents(`${endpoint}/runs/events?ids=bad`)
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ bad: 'COMPLETED' })
  })

  it('does not stop a batch with a result that is larger than an answer may be', async () => {
    const { readBatch, getCalls } = await start(`"result":"${'x'.repeat(60_000)}"`, 50_000)
    const others = Array.from({ length: 99 }, (_, index) => `good_${index}`)
    const ids = [...others.slice(0, 40), 'bad', ...others.slice(40)]
    const answer = (await (await readBatch(ids)).json()) as Answer
    expect(getGood(answer)).toHaveLength(99)
    expect(answer.data.find(({ run_id }) => run_id === 'bad')).toMatchObject({
      error: { code: 'UPSTREAM_INVALID_RESPONSE' },
    })
    expect(getCalls()).toBeLessThanOrEqual(16)
  })

  it('keeps no viewer from hearing when the connection of another one fails', async () => {
    const { feed, watch, change } = await startPush()
    feed.watch('run_1', () => {
      throw new Error('The connection broke')
    })
    const { ended, statuses } = await watch('run_1,run_2')
    change({ status: 'COMPLETED', result: 1 })
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ run_1: 'COMPLETED', run_2: 'COMPLETED' })
  })
})
