import { expect, it, vi } from 'vitest'

import { loadWhenNear } from './shell.js'

it('without observers everything is near, and code that did not come is asked for again', async () => {
  vi.useFakeTimers()
  const load = vi.fn().mockResolvedValue({}).mockRejectedValueOnce(new TypeError('Offline'))
  loadWhenNear(load)
  expect(load).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(load).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
})
