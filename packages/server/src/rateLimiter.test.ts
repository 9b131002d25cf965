import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createRateLimiter } from './rateLimiter.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

it('lets a minute’s requests through at once, then one each time that it says', () => {
  const { take } = createRateLimiter()
  expect([take('a', 2), take('a', 2), take('a', 2)]).toEqual([0, 0, 30_000])
  vi.setSystemTime(Date.now() + 29_999)
  expect(take('a', 2)).toBe(1)
  vi.setSystemTime(Date.now() + 1)
  expect([take('a', 2), take('a', 2)]).toEqual([0, 30_000])
})

it('counts each key by itself, and saves nothing up beyond a minute', () => {
  const { take } = createRateLimiter()
  expect([take('a', 1), take('b', 1), take('a', 1)]).toEqual([0, 0, 60_000])
  vi.setSystemTime(Date.now() + 3_600_000)
  expect([take('a', 1), take('a', 1)]).toEqual([0, 60_000])
})

it('takes nothing away when the clock is set back', () => {
  const { take } = createRateLimiter()
  expect(take('a', 2)).toBe(0)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect([take('a', 2), take('a', 2)]).toEqual([0, 30_000])
})
