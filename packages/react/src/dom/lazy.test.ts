import { expect, it, vi } from 'vitest'

import { createLazy } from './lazy.js'

it('loads code once for all who ask, and tells who waits for it', async () => {
  const fetchCode = vi.fn(() => Promise.resolve('code'))
  const lazy = createLazy(fetchCode)
  const listener = vi.fn()
  const takeBack = lazy.subscribe(vi.fn())
  lazy.subscribe(listener)
  takeBack()
  expect(lazy.get()).toBe(undefined)
  await Promise.all([lazy.load(), lazy.load(), lazy.preload()])
  expect(lazy.get()).toBe('code')
  expect(listener).toHaveBeenCalledOnce()
  await lazy.load()
  expect(fetchCode).toHaveBeenCalledOnce()
})

it('tells who needs the code that it cannot be had, not who asks for later, and tries again', async () => {
  const fetchCode = vi.fn(() => Promise.resolve('code'))
  const error = new TypeError('Failed to fetch dynamically imported module')
  fetchCode.mockRejectedValueOnce(error).mockRejectedValueOnce(error)
  const lazy = createLazy(fetchCode)
  await lazy.preload()
  await expect(lazy.load()).rejects.toBe(error)
  expect(lazy.get()).toBe(undefined)
  await lazy.load()
  expect(lazy.get()).toBe('code')
})
