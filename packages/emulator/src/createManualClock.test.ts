import { describe, expect, it } from 'vitest'

import { createManualClock } from './createManualClock.js'

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
