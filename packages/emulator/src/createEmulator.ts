import type { WireCancellation } from './api/cancel.js'
import { cancel } from './api/cancel.js'
import { answerRecording } from './api/recording.js'
import { answerApi } from './api/routes.js'
import { answerStreamPage, playFrames } from './api/streamPages.js'
import type { WireRun } from './api/wireRun.js'
import { toWireRun } from './api/wireRun.js'
import type { StreamEnd, StreamFrame } from './page/streamFrame.js'
import type { ScenarioName } from './scenarios/scenarios.js'
import type { Clock } from './script/clock.js'
import { createClock } from './script/clock.js'
import type { StartRunInput } from './store.js'
import { EmulatorStore } from './store.js'

/** Where the emulator listens, and where its stream pages are looked for, unless told otherwise. */
export const DEFAULT_PORT = 4477

/** What an emulator plays, and how fast. */
export interface EmulatorOptions {
  /** The scenario of runs that name none themselves. @default 'success' */
  scenario?: ScenarioName | undefined
  /** What the emulator knows of time. @default a clock that runs like the real one */
  clock?: Clock | undefined
  /** How long the API takes for each answer, in milliseconds. @default 0 */
  latency?: number | undefined
  /** The ids of runs and the data of results follow from it. @default 1 */
  seed?: number | undefined
  /** The API key that is accepted. @default 'sk-tinyfish-emulator' */
  apiKey?: string | undefined
  /** Where stream pages and recordings are served. @default 'http://stream.localhost:4477' */
  streamOrigin?: string | undefined
}

/** The runs of an emulator, for programs that need no detour over HTTP. */
export interface EmulatedRuns {
  /**
   * Starts a run, or remembers one that is already under way.
   *
   * @throws {RangeError} When there is no scenario of that name.
   * @example
   * emulator.runs.start({ scenario: 'slow', age: 10_000 }) // started 10 seconds ago
   */
  start(input?: StartRunInput): { runId: string }
  /** Gives a run as the API would send it now, `undefined` when there is none with this id. */
  get(runId: string): WireRun | undefined
  /** Gives all runs, the latest first. */
  list(): WireRun[]
  /**
   * Cancels a run and tells what really became of it, `undefined` when there is none with this id.
   */
  cancel(runId: string): WireCancellation | undefined
}

/** The TinyFish API in memory. */
export interface Emulator {
  /**
   * Answers a request to the API, below `/v1` of any origin, for a stream page or for a recording.
   * Rejects with the signal's reason when the request is aborted.
   */
  fetch: (request: Request) => Promise<Response>
  runs: EmulatedRuns
  /** Where stream pages and recordings are served. May be set once it is known; all runs follow. */
  streamOrigin: string
  /**
   * Plays what the stream page with this WebSocket address draws. `undefined` when there is no such
   * page. Rejects with the signal's reason when the signal aborts.
   */
  frames: (url: URL, signal?: AbortSignal) => AsyncIterable<StreamFrame | StreamEnd> | undefined
  /** Forgets all runs. What is started next gets the same ids as after the emulator was made. */
  reset(): void
}

/**
 * Makes an API that plays scenarios instead of running automations. It needs no network and no Node.
 *
 * @example
 * const emulator = createEmulator({ scenario: 'goal-failed' })
 * const client = createClient({
 *   endpoint: 'http://emulator.test/v1',
 *   headers: { 'X-API-Key': 'sk-tinyfish-emulator' },
 *   fetch: emulator.fetch,
 * })
 */
export function createEmulator({
  scenario = 'success',
  clock = createClock(),
  latency = 0,
  seed = 1,
  apiKey = 'sk-tinyfish-emulator',
  streamOrigin = `http://stream.localhost:${DEFAULT_PORT}`,
}: EmulatorOptions = {}): Emulator {
  const store = new EmulatorStore({ clock, seed, scenario })

  const runs: EmulatedRuns = {
    start: (input) => ({ runId: store.start(input).runId }),
    get(runId) {
      const record = store.find(runId)
      return record && toWireRun(record, store, emulator)
    },
    list: () =>
      store
        .all()
        .toSorted((a, b) => b.createdAt - a.createdAt || b.number - a.number)
        .map((record) => toWireRun(record, store, emulator)),
    cancel(runId) {
      const record = store.find(runId)
      return record && cancel(record, store)
    },
  }

  const emulator: Emulator = {
    async fetch(request) {
      request.signal.throwIfAborted()
      const url = new URL(request.url)
      const open = answerRecording(request, url, store) ?? answerStreamPage(url, store)
      if (open) return open
      if (latency > 0) await clock.sleep(latency, request.signal)
      return answerApi({ request, url, store, streamOrigin: emulator.streamOrigin }, apiKey)
    },
    runs,
    streamOrigin,
    frames: (url, signal) => playFrames(url, store, signal),
    reset: () => store.reset(),
  }
  return emulator
}
