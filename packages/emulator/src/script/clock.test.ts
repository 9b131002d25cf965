import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createClock } from './createClock.js'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('createClock', () => {
  it('shows the real time unless told otherwise', () => {
    const clock = createClock()
    vi.advanceTimersByTime(1_234)
    expect(clock.now()).toBe(Date.now())
  })

  it('runs as many times as fast as it is told to', async () => {
    const start = Date.now()
    const clock = createClock({ speed: 10 })
    const woken = vi.fn()
    void clock.sleep(5_000).then(woken)
    await vi.advanceTimersByTimeAsync(499)
    expect(woken).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(woken).toHaveBeenCalledOnce()
    expect(clock.now()).toBe(start + 5_000)
  })

  it('wakes who is told to stop sleeping, and leaves no timer behind', async () => {
    const controller = new AbortController()
    const sleep = createClock().sleep(60_000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleep).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets nobody sleep who was told before', async () => {
    await expect(createClock().sleep(1, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
      'enough',
    )
    expect(vi.getTimerCount()).toBe(0)
  })
})
