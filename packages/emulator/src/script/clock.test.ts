import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createClock, createManualClock } from './clock.js'

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

  it('shows the real time however fast runs play', async () => {
    const clock = createClock({ speed: 10 })
    const woken = vi.fn()
    void clock.sleep(5_000).then(woken)
    await vi.advanceTimersByTimeAsync(4_999)
    expect(woken).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(woken).toHaveBeenCalledOnce()
    expect(clock.now()).toBe(Date.now())
  })

  it.each([0, -1, NaN])('knows no speed of %s', (speed) => {
    expect(() => createClock({ speed })).toThrow(RangeError)
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

describe('createManualClock', () => {
  it('stands still until it is told to move', () => {
    const clock = createManualClock(1_000)
    expect(clock.now()).toBe(1_000)
    clock.advance(500)
    expect(clock.now()).toBe(1_500)
  })

  it('wakes sleepers in the order of their alarms', async () => {
    const clock = createManualClock(0)
    const woken: string[] = []
    const late = clock.sleep(200).then(() => woken.push('late'))
    const early = clock.sleep(100).then(() => woken.push('early'))
    void clock.sleep(301).then(() => woken.push('never'))
    clock.advance(300)
    await Promise.all([late, early])
    expect(woken).toEqual(['early', 'late'])
  })

  it('does not let anybody sleep until a time that has passed', async () => {
    await expect(createManualClock().sleep(-5)).resolves.toBeUndefined()
  })

  it('wakes who is told to stop sleeping', async () => {
    const controller = new AbortController()
    const sleep = createManualClock().sleep(60_000, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleep).rejects.toThrow('enough')
  })
})
