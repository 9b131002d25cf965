import { queryObjects } from 'node:v8'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createMemoryStore } from './memoryStore.js'

const MINUTE = 60_000
const MEGABYTE = 1024 * 1024

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Bytes of what is alive: the query collects what is not. */
function countBytes(): number {
  queryObjects(WeakRef as never)
  return process.memoryUsage().heapUsed
}

/** A text that shares no memory with others. */
const makeLong = (index: number) =>
  String.fromCharCode(97 + (index % 26))
    .repeat(MEGABYTE)
    .split('')
    .join('')

describe('the memory of a process', () => {
  it('lets go of what has expired, however little is written', async () => {
    const store = createMemoryStore()
    const before = countBytes()
    for (let index = 0; index < 40; index += 1) {
      await store.set(`run:${index}`, makeLong(index), 10 * MINUTE)
    }
    expect(countBytes() - before).toBeGreaterThan(30 * MEGABYTE)
    vi.setSystemTime(Date.now() + 11 * MINUTE)
    expect(await store.get('anything')).toBeNull()
    expect(countBytes() - before).toBeLessThan(10 * MEGABYTE)
  })

  it('holds some of the last states of runs, and all counts and rights', async () => {
    const store = createMemoryStore()
    const before = countBytes()
    await store.set('revoked:subject:ann', '1', 24 * 60 * MINUTE)
    await store.increment('requests:subject:ann', MINUTE)
    await store.set('run:again', makeLong(0), 10 * MINUTE)
    for (let index = 0; index < 100; index += 1) {
      await store.set(`run:${index}`, makeLong(index), 10 * MINUTE)
      await store.set('run:again', makeLong(index), 10 * MINUTE)
    }
    expect(countBytes() - before).toBeLessThan(80 * MEGABYTE)
    expect(await store.get('revoked:subject:ann')).toBe('1')
    expect(await store.increment('requests:subject:ann', MINUTE)).toBe(2)
    expect(await store.get('run:0')).toBeNull()
    expect(await store.get('run:99')).toBe(makeLong(99))
    expect(await store.get('run:again')).toBe(makeLong(99))
  })
})
