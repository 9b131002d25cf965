import { queryObjects } from 'node:v8'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import { createPeers } from './peers.js'

const LEASE = 5_000
const MEGABYTE = 1024 * 1024
const ignore = () => undefined

/** A process that shares a store with others. */
function join(store: RunStore) {
  return createPeers({ store, lease: LEASE, onNews: ignore, onHint: ignore, onWatched: ignore })
}

/** Bytes of what is alive: the query collects what is not. */
function countBytes(): number {
  queryObjects(WeakRef as never)
  return process.memoryUsage().heapUsed
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a process that follows another one', () => {
  it('forgets those that were killed one after the other', async () => {
    const store = createMemoryStore()
    await store.lease('leader', 'another', 60 * 60_000)
    const peers = join(store)
    expect(await peers.meet(['run_1'])).toBe('follower')
    const before = countBytes()
    for (let killed = 0; killed < 100; killed += 1) {
      const watching = Array.from({ length: 5_000 }, (_, index) => `run_${killed}_${index}`)
      await store.publish('runs', JSON.stringify({ from: `process_${killed}`, watching }))
      vi.setSystemTime(Date.now() + LEASE + 1)
      await peers.meet(['run_1'])
    }
    expect(countBytes() - before).toBeLessThan(5 * MEGABYTE)
    await peers.leave()
  })

  it('listens once, although it meets the others again before that has begun', async () => {
    const store = createMemoryStore()
    let begin: () => void = ignore
    const gate = new Promise<void>((resolve) => {
      begin = resolve
    })
    let listeners = 0
    const peers = join({
      ...store,
      async subscribe(channel, listener) {
        await gate
        const leave = await store.subscribe(channel, listener)
        listeners += 1
        return () => {
          listeners -= 1
          leave()
        }
      },
    })
    const meetings = [peers.meet(['run_1']), peers.meet(['run_1', 'run_2'])]
    begin()
    await Promise.all(meetings)
    expect(listeners).toBe(1)
    await peers.leave()
    await expect.poll(() => listeners).toBe(0)
    // Whoever leaves before that has begun does not listen later.
    const meeting = peers.meet(['run_1'])
    await Promise.all([peers.leave(), meeting])
    await expect.poll(() => listeners).toBe(0)
  })
})
