import { createClient } from '@fishbowl/core'
import { createEmulator, createManualClock } from '@fishbowl/emulator'
import { serve } from '@fishbowl/emulator/serve'

const clock = createManualClock()
const emulator = createEmulator({ clock, scenario: 'goal-failed' })
const client = createClient({
  endpoint: 'http://emulator.test/v1',
  headers: { 'X-API-Key': 'sk-tinyfish-emulator' },
  fetch: emulator.fetch,
})
const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
clock.advance(18_000)
await client.getRun(runId)

const { origin, close } = await serve({ emulator, port: 0 })
console.log(origin)
await close()
