import { afterEach, describe, expect, it, vi } from 'vitest'

import { runInSlices } from './slices.js'

/** Takes about `length` milliseconds in steps of one. */
function* work(length: number) {
  for (const end = performance.now() + length; performance.now() < end;) {
    const step = performance.now() + 1
    while (performance.now() < step) continue
    yield
  }
  return 'done'
}

/** Can be interrupted, and needs no time. */
function* instantWork() {
  yield
  return 'done'
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('runInSlices', () => {
  it('does a short work at once', () => {
    const onDone = vi.fn<(result: string) => void>()
    // On a busy machine a millisecond of work may take longer than a slice.
    vi.spyOn(performance, 'now').mockReturnValue(0)
    runInSlices(instantWork(), onDone)
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
