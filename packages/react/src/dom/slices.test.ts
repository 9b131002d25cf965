import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { runInSlices } from './slices.js'

/** Milliseconds. It goes on with the work alone, as on a busy machine a step may take longer than a slice. */
let now = 0

/** Takes `length` milliseconds in steps of one. */
function* work(length: number) {
  for (const end = now + length; now < end; now += 1) yield
  return 'done'
}

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})

afterEach(() => {
  vi.restoreAllMocks()
})

describe('runInSlices', () => {
  it('does a short work at once', () => {
    const onDone = vi.fn<(result: string) => void>()
    runInSlices(work(5), onDone)
    expect(onDone).toHaveBeenCalledWith('done')
  })

  it('lets others have their turn during a long one', async () => {
    let turns = 0
    const timer = setInterval(() => (turns += 1), 0)
    const result = await new Promise((resolve) => runInSlices(work(60), resolve))
    clearInterval(timer)
    expect(result).toBe('done')
    expect(turns).toBeGreaterThan(2)
  })

  it('can be ended', async () => {
    const onDone = vi.fn<(result: string) => void>()
    runInSlices(work(60), onDone)()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(onDone).not.toHaveBeenCalled()
  })
})
