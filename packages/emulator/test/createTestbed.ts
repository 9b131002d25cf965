import { createEmulator } from '../src/createEmulator.js'
import type { EmulatorOptions } from '../src/createEmulator.js'
import { createManualClock } from '../src/script/clock.js'

/** Noon of a day in winter. */
const start = Date.parse('2026-01-14T12:00:00.000Z')

/** Gives the page from which a run plays a scenario. */
export const pageOf = (scenario: string) => `https://tidewater.example/?scenario=${scenario}`

interface Init extends Omit<RequestInit, 'headers'> {
  headers?: Record<string, string>
}

/** An emulator whose time stands still, and short ways to ask it. */
export function createTestbed(options: EmulatorOptions = {}) {
  const clock = createManualClock(start)
  const emulator = createEmulator({ clock, apiKey: 'test', ...options })

  const request = (path: string, init: Init = {}) =>
    new Request(`http://emulator.test/v1${path}`, {
      ...init,
      headers: { 'X-API-Key': 'test', ...init.headers },
    })
  const post = (path: string, body: unknown, init: Init = {}) =>
    request(path, { method: 'POST', body: JSON.stringify(body), ...init })
  /** Reads an answer as far as tests look at it: any JSON. */
  const ask = async (asked: Request) => {
    const response = await emulator.fetch(asked)
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  return {
    clock,
    emulator,
    request,
    post,
    ask,
    get: (path: string, init?: Init) => ask(request(path, init)),
    send: (path: string, body: unknown = {}) => ask(post(path, body)),
  }
}
