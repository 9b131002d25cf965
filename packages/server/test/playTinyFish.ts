import type { Emulator } from '@fishbowl/emulator'
import { createEmulator } from '@fishbowl/emulator'
import { vi } from 'vitest'

/** Lets an emulator answer for TinyFish's own host, until the globals are restored. */
export function playTinyFish(apiKey: string): Emulator {
  const emulator = createEmulator({ apiKey })
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init)
    const isTinyFish = new URL(request.url).hostname === 'agent.tinyfish.ai'
    return isTinyFish ? emulator.fetch(request) : fetch(request)
  })
  return emulator
}
