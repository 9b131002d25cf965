import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { HandlerError } from '../http/handlerError.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunFeed } from './runFeed.js'
import { createRunFeed } from './runFeed.js'

/** A feed before a TinyFish for which every run goes on, and which notes who is read when. */
function setUp(answer?: (runIds: readonly string[]) => void) {
  const store = createMemoryStore()
  const reads: string[][] = []
  const feed = createRunFeed({
    upstream: {
      async readJson({ body }) {
        const { run_ids: runIds } = body as { run_ids: string[] }
        reads.push(runIds)
        answer?.(runIds)
        return { data: runIds.map((run_id) => ({ run_id, status: 'RUNNING' })) }
      },
    },
    store,
    pollInterval: 2_000,
    maxPollRate: 1,
    redactKey: (text) => text,
    report: () => undefined,
  })
  return { feed, store, reads }
}

function see(feed: RunFeed, runId: string): unknown[] {
  const seen: unknown[] = []
  feed.watch(runId, ({ run, error }) => seen.push(error ?? run?.status))
  return seen
}

const settle = (time = 0) => vi.advanceTimersByTimeAsync(time)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('attacks of one viewer on another', () => {
  it('does not keep others from being read by coming back with a hundred runs each second', async () => {
    const { feed, reads } = setUp()
    see(feed, 'quiet')
    await settle(500)
    const many = Array.from({ length: 100 }, (_, index) => `loud_${index}`)
    reads.length = 0
    for (let second = 0; second < 30; second += 1) {
      const leave = many.map((runId) => feed.watch(runId, () => undefined))
      await settle(1_000)
      for (const stop of leave) stop()
    }
    const quiet = reads.filter((runIds) => runIds.includes('quiet'))
    expect(quiet.length).toBeGreaterThan(8)
  })
})

describe('attacks of TinyFish on viewers', () => {
  it('does not blind everybody for eleven days by one Retry-After', async () => {
    let isBusy = true
    const { feed, reads } = setUp(() => {
      const headers = { 'Retry-After': '999999' }
      if (isBusy) throw new HandlerError('RATE_LIMIT_EXCEEDED', { headers })
    })
    const seen = see(feed, 'run_1')
    await settle(5_000)
    isBusy = false
    expect(reads).toHaveLength(1)
    await settle(60 * 60_000)
    expect(seen).toEqual(['RUNNING'])
  })
})

describe('attacks of what is in a shared store', () => {
  const run = { runId: 'run_1', status: 'RUNNING', steps: [] }
  const spoiled: [what: string, run: unknown][] = [
    ['is the run of somebody else', { ...run, runId: 'theirs', status: 'CANCELLED' }],
    ['has no status', { ...run, status: { toString: 1 } }],
    ['is a list', [run]],
    ['is text', 'CANCELLED'],
  ]

  it.each(spoiled)('are no run that %s', async (_what, stored) => {
    const { feed, store } = setUp()
    const news = { runId: 'run_1', version: 1, error: null, isSettled: true }
    await store.set('run:run_1', JSON.stringify({ ...news, run: stored }), 60_000)
    const seen = see(feed, 'run_1')
    await settle(3_000)
    expect(seen).toEqual(['RUNNING'])
  })

  it('leave of a run only what it may have', async () => {
    const { feed, store } = setUp()
    const steps = [null, 7, { id: 'a', action: 'Open' }, { id: {}, action: ['x'] }]
    const other = { ...run, status: 'COMPLETED', steps, error: 'x', secret: 'not for viewers' }
    const snapshot = { runId: 'run_1', version: 1, run: other, error: null, isSettled: true }
    await store.set('run:run_1', JSON.stringify(snapshot), 60_000)
    const seen: unknown[] = []
    feed.watch('run_1', (told) => seen.push(told))
    await settle(3_000)
    expect(seen).toMatchObject([
      { run: { status: 'COMPLETED', error: { message: 'x' } }, isSettled: true },
    ])
    expect(JSON.stringify(seen)).not.toContain('not for viewers')
  })
})
