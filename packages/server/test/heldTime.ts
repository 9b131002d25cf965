import { expect, onTestFinished, vi } from 'vitest'

const wait = setTimeout

/** Lets the test skip time, which nginx does not count: its part is to pass on what it gets. */
export function holdTime() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** Lets time pass, so slowly that the connections keep up. */
export async function pass(seconds: number, step = 0.25) {
  for (let left = seconds; left > 0; left -= step) {
    await vi.advanceTimersByTimeAsync(step * 1_000)
    await new Promise((resolve) => wait(resolve, 4))
  }
}

/** Expects something within a second of skipped time, however long a busy machine takes for it. */
export async function expectSoon<T>(get: () => T, expected: T) {
  for (let step = 0; step < 500 && get() !== expected; step += 1) await pass(0.002, 0.002)
  expect(get()).toBe(expected)
}
