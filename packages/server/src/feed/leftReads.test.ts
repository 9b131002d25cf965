import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createMemoryStore } from '../store/memoryStore.js'
import { createPeers } from './peers.js'
import { createRunFeed } from './runFeed.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('does not read the rest of a spoiled batch when its viewers have left', async () => {
  const asked: string[][] = []
  const feed = createRunFeed({
    upstream: {
      async readJson({ body }) {
        const { run_ids: runIds } = body as { run_ids: string[] }
        asked.push(runIds)
        return runIds.some((runId) => runId.startsWith('left')) ? { data: 'spoiled' } : { data: [] }
      },
    },
    store: createMemoryStore(),
    pollInterval: 2_000,
    maxPollRate: 1,
    redactKey: (text) => text,
    report: () => undefined,
  })
  const runIds = Array.from({ length: 8 }, (_, index) => `left_${index}`)
  const leave = runIds.map((runId) => feed.watch(runId, () => undefined))
  await vi.advanceTimersByTimeAsync(1_500)
  expect(asked.length).toBeGreaterThan(0)
  for (const stop of leave) stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(vi.getTimerCount()).toBe(0)

  asked.length = 0
  feed.watch('other', () => undefined)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(asked.flat()).not.toContainEqual(expect.stringContaining('left'))
  expect(asked.flat()).toContain('other')
})

it('forgets the processes that were killed, though it only follows', async () => {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  const store = createMemoryStore()
  await store.lease('leader', 'another process', 1e9)
  const nothing = () => undefined
  const options = { store, lease: 5_000, onNews: nothing, onHint: nothing, onWatched: nothing }
  const peers = createPeers(options)
  expect(await peers.meet([])).toBe('follower')
  collect()
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < 1_000; index += 1) {
    const watching = Array.from({ length: 100 }, (_, run) => `${index}_${run}_`.padEnd(128, 'x'))
    await store.publish('runs', JSON.stringify({ from: `process ${index}`, watching }))
  }
  await vi.advanceTimersByTimeAsync(6_000)
  await peers.meet([])
  collect()
  // They are 13 MB and more.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000)
  await peers.leave()
})
