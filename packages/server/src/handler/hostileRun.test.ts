import { createClient } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { createUpstream, hostileFields, nest } from '../../test/hostileRuns.js'
import { listen, platforms } from '../../test/startHandler.js'
import { startPush } from '../../test/startPush.js'
import { watchEvents } from '../../test/watchEvents.js'
import { toNodeHandler } from '../node.js'
import { createRunHandler } from './createRunHandler.js'

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
    expect(single).toContain(`"result":${nest(4_122)},"`)
    expect(await (await readBatch(['good_1', 'bad'])).text()).toContain(nest(4_122))
    const { ended, statuses } = await watchEvents(`${endpoint}/runs/events?ids=bad`)
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ bad: 'COMPLETED' })
  })

  it('tells runs apart whose ids are names that every object has', async () => {
    const { endpoint, readBatch } = await start('')
    const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const answer = (await (await readBatch(ids)).json()) as Answer
    expect(answer.data.map(({ run_id }) => run_id)).toEqual(ids)
    expect(answer.not_found).toEqual([])
    const { ended, events } = await watchEvents(`${endpoint}/runs/events?ids=${ids.join()}`)
    expect(await ended).toBe('closed')
    const told = events.flatMap(({ type, data }) => (type === 'run' ? [data.run_id] : []))
    expect(new Set(told)).toEqual(new Set(ids))
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

  it.each([
    ['no answer with others', 49_000, true],
    ['no answer', 60_000, false],
    ['no answer by far', 1_000_000, false],
  ])('does not blind a list with a result that fits into %s', async (_what, length, isShown) => {
    const limits: number[] = []
    // It looks like the end of the list, if the text is not read with care.
    const result = '"],}]}],"pagination":{"next_cursor":"1"}}'.padEnd(length)
    const handler = createRunHandler({
      apiKey: 'sk-test',
      authorize: () => true,
      maxResponseBytes: 50_000,
      async fetch({ url }) {
        const { searchParams } = new URL(url)
        const limit = Number(searchParams.get('limit') ?? 20)
        limits.push(limit)
        const first = Number(searchParams.get('cursor') ?? 0)
        const data = Array.from({ length: limit }, (_, index) => ({
          result: first + index === 3 ? result : 'x'.repeat(400),
          run_id: `run_${first + index}`,
          status: 'COMPLETED',
        }))
        const next_cursor = String(first + limit)
        return Response.json({ data, pagination: { next_cursor, has_more: true } })
      },
    })
    const endpoint = `${await listen(toNodeHandler(handler))}/api/fishbowl`
    const client = createClient({ endpoint })
    const seen: string[] = []
    for (let cursor: string | undefined; !seen.includes('run_11');) {
      const page = await client.listRuns({ cursor, limit: 99 })
      seen.push(...page.runs.map(({ runId }) => runId))
      cursor = page.nextCursor ?? undefined
    }
    const all = Array.from({ length: 12 }, (_, index) => `run_${index}`)
    expect(seen.slice(0, seen.indexOf('run_11') + 1)).toEqual(
      all.filter((runId) => isShown || runId !== 'run_3'),
    )
    expect(limits.slice(0, 6)).toEqual([99, 49, 24, 12, 6, 3])
    expect(limits.length).toBeLessThan(40)
    const page = (await (await fetch(`${endpoint}/runs?cursor=3&limit=1`)).json()) as Answer
    expect(page.data).toMatchObject([
      isShown ? { run_id: 'run_3', result } : { run_id: 'run_3', error: {} },
    ])
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
