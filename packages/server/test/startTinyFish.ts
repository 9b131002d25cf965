import { createEmulator, createManualClock } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'
import { onTestFinished } from 'vitest'

/** An emulator on a port, which notes when it was asked for runs, and by which process. */
export async function startTinyFish() {
  const clock = createManualClock()
  const emulator = createEmulator({ clock })
  const reads: { pid: number; at: number }[] = []
  const { fetch } = emulator
  emulator.fetch = (request) => {
    if (request.url.endsWith('/runs/batch')) {
      reads.push({ pid: Number(request.headers.get('X-Process')), at: Date.now() })
    }
    return fetch(request)
  }
  const server = await serve({ port: 0, emulator })
  onTestFinished(() => server.close())
  return { emulator, clock, reads, origin: server.origin }
}
