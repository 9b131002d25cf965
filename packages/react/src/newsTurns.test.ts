import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { newsTurns } from './newsTurns.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('lets a few go on at a time, in their order, and keeps no timer after the last one', async () => {
  const told: number[] = []
  for (let run = 0; run < 10; run += 1) void newsTurns.wait().then(() => told.push(run))
  await vi.advanceTimersToNextTimerAsync()
  expect(told).toEqual([0, 1, 2, 3])
  await vi.advanceTimersToNextTimerAsync()
  expect(told).toHaveLength(8)
  await vi.advanceTimersToNextTimerAsync()
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(vi.getTimerCount()).toBe(0)
})
