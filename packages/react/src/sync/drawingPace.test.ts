import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { waitToBeDrawn } from './drawingPace.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

async function tellAll(count: number) {
  const told: number[] = []
  for (let run = 0; run < count; run += 1) void waitToBeDrawn().then(() => told.push(run))
  await vi.advanceTimersToNextTimerAsync()
  return told
}

it('lets one run go on at a time, in their order, and a hundred of them within a second', async () => {
  const told = await tellAll(100)
  expect(told).toEqual([0])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told).toEqual(Array.from({ length: 100 }, (_, run) => run))
  expect(vi.getTimerCount()).toBe(0)
})

it('lets nobody wait for longer than two seconds, whatever clock there was before', async () => {
  await vi.advanceTimersByTimeAsync(3_600_000)
  await tellAll(1)
  vi.useRealTimers()
  vi.useFakeTimers()
  const told = await tellAll(1_000)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(told).toHaveLength(1_000)
})
