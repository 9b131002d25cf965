import { parseRun } from '@fishbowl/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { HandlerError } from '../http/handlerError.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import { createRunFeed } from './runFeed.js'
import type { RunSnapshot } from './runSnapshot.js'

/** TinyFish, whose run is what the test says, and feeds that share a store, each its own process. */
function setUp(store: RunStore) {
  const fields: Record<string, unknown> = { status: 'RUNNING' }
  const errors: HandlerError[] = []
  const reads: string[] = []

  function createFeed(name: string) {
    const feed = createRunFeed({
      upstream: {
        async readJson({ body }) {
          reads.push(name)
          const { run_ids: runIds } = body as { run_ids: string[] }
          return { data: runIds.map((run_id) => ({ run_id, ...fields })) }
        },
      },
      store,
      pollInterval: 2_000,
      maxPollRate: 1,
      redactKey: (text) => text,
      report: (error) => errors.push(error),
    })
    const seen: unknown[] = []
    const note = ({ run, error }: RunSnapshot): void => void seen.push(error ?? run?.status)
    const watch = (runId = 'run_1', listener = note) => feed.watch(runId, listener)
    return { ...feed, watch, seen }
  }
  return { createFeed, fields, errors, reads }
}

const settle = (time = 0) => vi.advanceTimersByTimeAsync(time)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('feeds that share a store', () => {
  it('read once for all, and hand over when the one that reads has nobody left', async () => {
    const { createFeed, fields, reads } = setUp(createMemoryStore())
    const [first, second] = [createFeed('first'), createFeed('second')]
    const leave = first.watch()
    await settle(100)
    const leaveToo = second.watch()
    await settle(10_000)
    expect(new Set(reads)).toEqual(new Set(['first']))
    expect(second.seen).toEqual(['RUNNING'])

    leave()
    await settle(5_000)
    reads.length = 0
    fields.status = 'FAILED'
    await settle(4_000)
    expect(new Set(reads)).toEqual(new Set(['second']))
    expect(second.seen).toEqual(['RUNNING', 'FAILED'])
    leaveToo()
    await settle(10_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('find in the store what a lost message would have told', async () => {
    const store = createMemoryStore()
    const { createFeed, fields, reads } = setUp({
      ...store,
      publish: async (channel, message) => {
        if (!message.includes('"news"')) await store.publish(channel, message)
      },
    })
    const [first, second] = [createFeed('first'), createFeed('second')]
    fields.status = 'PENDING'
    first.watch()
    await settle(100)
    second.watch()
    await settle(5_000)
    fields.status = 'RUNNING'
    await settle(4_000)
    expect(first.seen.at(-1)).toBe('RUNNING')
    expect(second.seen.at(-1)).toBe('PENDING')
    await settle(30_000)
    expect(second.seen.at(-1)).toBe('RUNNING')
    expect(new Set(reads)).toEqual(new Set(['first']))
  })

  it('go on alone when the store fails, and tell the log once and without a secret', async () => {
    const away = () => Promise.reject(new Error('connect redis://:pa55word@10.0.0.1'))
    const { createFeed, fields, errors } = setUp({
      get: away,
      set: away,
      increment: away,
      lease: away,
      release: away,
      publish: away,
      subscribe: away,
    })
    const feed = createFeed('first')
    feed.watch()
    await settle(10_000)
    fields.status = 'FAILED'
    await settle(4_000)
    expect(feed.seen).toEqual(['RUNNING', 'FAILED'])
    expect(errors).toMatchObject([{ ending: 'STORE_UNREACHABLE' }])
    expect(errors[0]!.message).toContain('store')
    expect(JSON.stringify(errors)).not.toContain('pa55word')
  })

  it('pass by what somebody else wrote into the store or the channel', async () => {
    const store = createMemoryStore()
    const { createFeed } = setUp(store)
    await store.set('run:run_1', '{"version":1e300,"run":{"status":"COMPLETED"}}', 60_000)
    const feed = createFeed('first')
    feed.watch()
    await settle(3_000)
    for (const message of ['', 'null', '{"from":1}', '{"from":"x","news":{"runId":"../a"}}']) {
      await store.publish('runs', message)
    }
    await store.publish('runs', '{"from":"x","watching":["../a",7,null],"hint":["run_1"]}')
    const news = [
      { version: 1e300, error: null },
      { version: '9', error: null },
      { version: 9e14, error: 'NO_SUCH_ENDING' },
      { version: 9e14, error: { toString: 1 } },
    ].map((fields) => ({ runId: 'run_1', isSettled: true, hasEnded: true, ...fields }))
    for (const item of news) await store.publish('runs', JSON.stringify({ from: 'x', news: item }))
    await settle(3_000)
    expect(feed.seen).toEqual(['RUNNING'])
  })

  it('keep the steps of a stream that another process had not heard of when it read', async () => {
    const store = createMemoryStore()
    const { createFeed, fields } = setUp(store)
    fields.num_of_steps = 7
    const feed = createFeed('first')
    const counts: number[] = []
    feed.watch('run_1', ({ run }) => void counts.push(run?.steps.length ?? 0))
    await settle(3_000)
    const note = (purpose: string) => {
      const base = { runId: 'run_1', tinyfishApi: null, timestamp: null }
      feed.note('run_1', { type: 'PROGRESS', purpose, ...base })
    }
    feed.hold('run_1')
    note('Open the page')
    await settle(50)
    note('Read the page')
    const [runId, version] = ['run_1', Date.now() + 1_000]
    const run = { ...parseRun({ run_id: runId, status: 'RUNNING', num_of_steps: 7 }) }
    await store.set('run:run_1', JSON.stringify({ runId, version, run, isSettled: false }), 60_000)
    const news = { runId, version, error: null, isSettled: false, hasEnded: false }
    await store.publish('runs', JSON.stringify({ from: 'x', news }))
    await settle(1_000)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(counts.at(-1)).toBe(2)
    // The others hear of them too, though this process was about to tell when the news came.
    expect(JSON.parse((await store.get('run:run_1'))!)).toMatchObject({
      run: { numOfSteps: 7, steps: [{ action: 'Open the page' }, { action: 'Read the page' }] },
    })
  })

  it('read less often what takes long, and never again what has settled', async () => {
    const { createFeed, fields, reads } = setUp(createMemoryStore())
    const feed = createFeed('first')
    feed.watch()
    const countIn = async (time: number) => {
      reads.length = 0
      await settle(time)
      return reads.length
    }
    expect(await countIn(60_000)).toBeGreaterThanOrEqual(29)
    await settle(15 * 60_000)
    expect(await countIn(60_000)).toBeLessThanOrEqual(12)
    await settle(60 * 60_000)
    expect(await countIn(60_000)).toBeLessThanOrEqual(3)
    fields.status = 'CANCELLED'
    await settle(60_000)
    expect(feed.seen).toEqual(['RUNNING', 'CANCELLED'])
    expect(await countIn(600_000)).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
