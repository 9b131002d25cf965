import { request as sendRequest } from 'node:http'
import { queryObjects } from 'node:v8'

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { API_KEY } from '../../test/startHandler.js'
import { listenAndCount, startMoodyTinyFish } from '../../test/startMoodyTinyFish.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { toNodeHandler } from '../node.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import type { ViewerGrant } from '../tokens/createViewerToken.js'
import { createRevocations } from '../tokens/revocations.js'
import { createRunHandler } from './createRunHandler.js'

/** Waits for the collector of garbage, which goes through all that is alive to count it. */
const collect = () => void queryObjects(WeakRef as never)

/** A store that is as far away as a Redis may be, and counts who listens. */
function createFarStore(): RunStore & { getListeners: () => number } {
  const store = createMemoryStore()
  let listeners = 0
  return {
    ...store,
    getListeners: () => listeners,
    async subscribe(channel, listener) {
      await new Promise((resolve) => {
        setTimeout(resolve, 100)
      })
      const leave = await store.subscribe(channel, listener)
      listeners += 1
      return () => {
        listeners -= 1
        leave()
      }
    },
  }
}

/** A handler on a port, in front of a moody TinyFish, and viewers who open what they like. */
async function start() {
  const tinyFish = await startMoodyTinyFish()
  /** What a map, a timer or a listener that is left over would keep. */
  const requests: WeakRef<object>[] = []
  const store = createFarStore()
  const revocations = createRevocations(store)
  const handler = createRunHandler({
    apiKey: API_KEY,
    baseUrl: `http://127.0.0.1:${tinyFish.port}/v1`,
    maxResponseBytes: 16 * 1024 * 1024,
    fetch(request) {
      requests.push(new WeakRef(request.signal))
      return fetch(request)
    },
    store,
    authorize: () => true,
    tokens: { secret: SECRET, revocations, maxSubjectStreams: 2 },
  })
  const listener = toNodeHandler(handler)
  const server = await listenAndCount((request, response) => {
    requests.push(new WeakRef(request))
    listener(request, response, () => undefined)
    if (request.headers['x-host'] === 'impatient') response.writeHead(503).end()
  })

  /** Sends a request with a token of its own, or as a session of the host. Gives the function that leaves. */
  async function open(
    path: string,
    grant: Partial<ViewerGrant> | null,
    { body, ...how }: How = {},
  ) {
    const json = { 'Content-Type': 'application/json' }
    const request = sendRequest({
      port: server.port,
      path: `/api/fishbowl${path}`,
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      headers: {
        ...(grant && (await bearer({ scope: ['run:read', 'run:result', 'run:start'], ...grant }))),
        ...(body !== undefined && json),
        ...how.headers,
      },
    })
    request.on('error', () => undefined)
    request.on('response', (response) => {
      if (how.reads !== false) response.on('error', () => undefined).resume()
    })
    if (how.sends === false) request.write(body)
    else request.end(body)
    return () => request.destroy()
  }

  return {
    countLiving: () => {
      collect()
      return requests.filter((request) => request.deref()).length
    },
    revocations,
    open,
    watch: (runId: string, grant: Partial<ViewerGrant>, how?: How) =>
      open(`/runs/events?ids=${runId}`, { runs: [runId], ...grant }, how),
    startRun: (goal: string, subject: string | null, how?: How) => {
      const body = JSON.stringify({ url: 'https://shop.example/', goal })
      return open('/automation/run-sse', subject === null ? null : { runs: [], subject }, {
        body,
        ...how,
      })
    },
    count: () => ({
      'requests to TinyFish': tinyFish.getAnswers(),
      'connections to TinyFish': tinyFish.getConnections(),
      answers: server.getAnswers(),
      connections: server.getConnections(),
      'answers that nobody reads': server.getStuck(),
      timers: vi.getTimerCount(),
      'listeners of the store': store.getListeners(),
    }),
  }
}

interface How {
  body?: string
  headers?: Record<string, string>
  /** Whether the viewer reads what comes. @default true */
  reads?: boolean
  /** Whether the viewer sends the body to its end. @default true */
  sends?: boolean
}

const { setTimeout: setRealTimeout } = globalThis

/** Lets fake time go by, in steps, and gives what goes over the network real time in between. */
async function pass(milliseconds: number, step: number) {
  for (let left = milliseconds; left > 0; left -= step) {
    vi.advanceTimersByTime(step)
    await new Promise((resolve) => {
      setRealTimeout(resolve, 2)
    })
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** For a busy machine. */
const patience = { timeout: 60_000 }

describe('300 viewers who leave in every way there is', () => {
  it('leave nothing behind', { timeout: 120_000 }, async () => {
    const { open, watch, startRun, revocations, count, countLiving } = await start()
    const nothing = Object.fromEntries(Object.keys(count()).map((name) => [name, 0]))
    expect(count()).toEqual(nothing)
    const each = <T>(number: number, make: (index: number) => Promise<T>) =>
      Promise.all(Array.from({ length: number }, (_, index) => make(index)))

    const leavers = (
      await Promise.all([
        each(60, (index) => watch(`run_${index}`, { subject: `watcher_${index}` })),
        each(20, (index) => startRun('lasts', `starter_${index}`)),
        each(20, (index) => open('/runs/hangs', { runs: ['hangs'], subject: `reader_${index}` })),
      ])
    ).flat()
    await each(30, (index) => watch('run_1', { subject: `brief_${index}`, ttl: 60_000 }))
    await each(20, (index) => watch('run_2', { subject: `revoked_${index}` }))
    await each(20, (index) => watch(`run_${index}`, { subject: `faithful_${index}` }))
    for (const goal of ['lasts', 'ends', 'breaks', 'hangs']) {
      await each(20, (index) => startRun(goal, `${goal}_${index}`))
    }
    await each(20, (index) => startRun('slow', `slow_${index}`, { sends: false }))
    await each(20, (index) => open('/runs/hangs', { runs: ['hangs'], subject: `late_${index}` }))
    // Those who do not read get so much that it cannot wait in the sockets alone.
    await startRun('endsLarge', 'deaf', { reads: false })
    await startRun('endsLarge', null, { reads: false })
    await open('/runs/large', { runs: ['large'], subject: 'deaf' }, { reads: false })
    const impatient = { headers: { 'X-Host': 'impatient' } }
    await each(10, () => watch('run_3', { subject: 'ann' }, impatient))
    await expect.poll(() => count().answers, patience).toBe(253)
    // Fake time must not go by before what takes real time has come.
    await expect.poll(() => count()['answers that nobody reads'], patience).toBe(3)
    await pass(200, 10)
    await expect.poll(count, patience).toMatchObject({ answers: 253, 'listeners of the store': 1 })
    expect(countLiving()).toBeGreaterThan(253)
    expect(count()['requests to TinyFish']).toBeGreaterThanOrEqual(60)
    expect(count().timers).toBeGreaterThan(300)

    for (const leave of leavers) leave()
    await each(20, (index) => revocations.revokeSubject(`revoked_${index}`))
    await pass(3 * 60_000, 10_000)
    // What goes on is watched, read and followed by those who are still there.
    expect(count().answers).toBeLessThan(253 - 150)
    await pass(65 * 60_000, 30_000)

    // What a busy machine began late is given its time as well.
    const countLater = () => {
      vi.advanceTimersByTime(30_000)
      return count()
    }
    await expect.poll(countLater, patience).toEqual(nothing)
    await expect.poll(countLiving, patience).toBe(0)
    // Nobody has fewer streams for what went wrong with those before.
    const again = await each(2, () => watch('run_3', { subject: 'ann' }))
    await expect.poll(() => count().answers, patience).toBe(2)
    for (const leave of again) leave()
    await expect.poll(() => count().answers, patience).toBe(0)
  })
})
