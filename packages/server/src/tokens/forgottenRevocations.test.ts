import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createMemoryStore } from '../store/memoryStore.js'
import { createRevocations } from './revocations.js'

const HAS_WARNED = Symbol.for('fishbowl.revocations.warned')
const warn = vi.fn<(text: string, options: { code: string }) => void>()

beforeEach(() => {
  Reflect.deleteProperty(globalThis, HAS_WARNED)
  warn.mockClear()
  vi.spyOn(process, 'emitWarning').mockImplementation(warn as never)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('warns once in a process that a restart would forget what was revoked', () => {
  for (let count = 0; count < 3; count += 1) createRevocations()
  expect(warn).toHaveBeenCalledOnce()
  const [text, { code }] = warn.mock.calls[0]!
  expect(text).toContain('forgotten when this process restarts')
  expect(code).toBe('FISHBOWL_REVOCATIONS_IN_MEMORY')
})

it('does not warn a host that has passed a store, even one in memory', () => {
  createRevocations(createMemoryStore())
  expect(warn).not.toHaveBeenCalled()
})

it.each([
  ['there is no process', undefined],
  ['a process cannot warn', {}],
])('makes revocations where %s', async (_what, process) => {
  vi.stubGlobal('process', process)
  const revocations = createRevocations()
  vi.unstubAllGlobals()
  await revocations.revokeToken('token_1')
  const token = { id: 'token_1', subject: 'ann', issuedAt: Date.now() }
  expect(await revocations.isRevoked(token)).toBe(true)
})
