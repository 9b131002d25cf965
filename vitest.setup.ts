import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

import { frameCode } from './packages/react/src/live-view/frameCode.js'

// As long as `expect.poll` has.
configure({ asyncUtilTimeout: 10_000 })

// Nearly all tests of a live view are about what happens once its code is there.
await frameCode.load()

// An unexpected console.error (a React warning, an unhandled failure) fails the test that caused it.
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  cleanup()
  expect(console.error).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})
