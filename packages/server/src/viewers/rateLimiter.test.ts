import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createMemoryStore } from '../store/memoryStore.js'
import { createRateLimiter } from './limits.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:40Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it('lets a minute’s requests through, and then says how long the minute lasts', async () => {
  const { take } = createRateLimiter(createMemoryStore())
  const takeMany = async () => [await take('a', 2), await take('a', 2), await take('a', 2)]
  expect(await takeMany()).toEqual([0, 0, 20_000])
  vi.setSystemTime(Date.now() + 19_999)
  expect(await take('a', 2)).toBe(1)
  vi.setSystemTime(Date.now() + 1)
  expect(await takeMany()).toEqual([0, 0, 60_000])
})

it('counts each key by itself, and saves nothing up', async () => {
  const { take } = createRateLimiter(createMemoryStore())
  expect([await take('a', 1), await take('b', 1), await take('a', 1)]).toEqual([0, 0, 20_000])
  vi.setSystemTime(Date.now() + 3_600_000)
  expect([await take('a', 1), await take('a', 1)]).toEqual([0, 20_000])
})

it('counts what several processes take at once', async () => {
  const store = createMemoryStore()
  const limiters = [createRateLimiter(store), createRateLimiter(store)]
  const waits = await Promise.all(
    Array.from({ length: 100 }, (_, index) => limiters[index % 2]!.take('a', 60)),
  )
  expect(waits.filter((wait) => wait === 0)).toHaveLength(60)
})
