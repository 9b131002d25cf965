import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'

import { describe, expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { listen } from '../../test/startHandler.js'
import { watchEvents } from '../../test/watchEvents.js'
import { createWebHandler, toResponse } from '../handler/webHandler.js'
import { createEventAnswer } from '../http/answer.js'
import { toNodeHandler } from '../node.js'
import type { PushViewer } from '../routes/push.js'
import { openPushSource } from '../routes/push.js'
import { createMemoryStore } from '../store/memoryStore.js'
import type { Picker } from '../fields/project.js'
import type { RunFeed } from './runFeed.js'
import { createRunFeed } from './runFeed.js'

/** A feed whose one run is whatever the test says, and a port where viewers with given rights watch. */
async function startStreams({
  project = (run) => ({ ...run }),
  ...viewer
}: Partial<PushViewer> & { project?: Picker } = {}) {
  let fields: Record<string, unknown> = { status: 'RUNNING' }
  let reads = 0
  const feed: RunFeed = createRunFeed({
    upstream: {
      async readJson({ body }) {
        reads += 1
        const { run_ids: runIds } = body as { run_ids: string[] }
        return { data: runIds.map((run_id) => ({ run_id, ...fields })), not_found: [] }
      },
      readPicture: () => Promise.reject(new Error('No pictures')),
      openEvents: () => Promise.reject(new Error('No events')),
    },
    store: createMemoryStore(),
    pollInterval: 40,
    maxPollRate: 1_000,
    redactKey: (text) => text,
    report: () => undefined,
  })
  const rights = { getPicker: async () => project, ...viewer }
  const handle = toNodeHandler(
    createWebHandler(async (request) =>
      createEventAnswer(await openPushSource(request, feed, rights)),
    ),
  )
  let open = 0
  const origin = await listen((request, response) => {
    open += 1
    response.once('close', () => {
      open -= 1
    })
    handle(request, response)
  })
  const url = `${origin}/runs/events?ids=`
  return {
    feed,
    url,
    /** How many streams the server has not done with. */
    getOpen: () => open,
    change: (next: Record<string, unknown>) => {
      fields = { ...fields, ...next }
    },
    getReads: () => reads,
    watch: (ids = 'run_1', headers?: Record<string, string>) => watchEvents(url + ids, headers),
  }
}

const patience = { timeout: 10_000 }
const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

describe('an event stream', () => {
  it('is one that no cache keeps and no proxy holds back', async () => {
    const { watch } = await startStreams()
    const { response } = await watch()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
  })

  it('carries all runs of a page', async () => {
    const { watch, change } = await startStreams()
    const { statuses, ended } = await watch('a,b,c,b')
    await expect.poll(statuses).toEqual({ a: 'RUNNING', b: 'RUNNING', c: 'RUNNING' })
    change({ status: 'COMPLETED', result: 1 })
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ a: 'COMPLETED', b: 'COMPLETED', c: 'COMPLETED' })
  })

  it('tells which run has settled, so that nobody need read it again', async () => {
    const { watch, change } = await startStreams()
    const { events, ended } = await watch()
    await expect.poll(() => events.length).toBe(1)
    change({ status: 'COMPLETED', result: 1 })
    await ended
    expect(events.map(({ data: { status, settled } }) => [status, settled])).toEqual([
      ['RUNNING', undefined],
      ['COMPLETED', true],
      [undefined, undefined],
    ])
  })

  it('begins after the version that the viewer has', async () => {
    const { watch, change } = await startStreams()
    const first = await watch()
    await expect.poll(() => first.events.length).toBe(1)
    const { id } = first.events[0]!
    const second = await watch('run_1', { 'Last-Event-ID': id })
    await sleep(150)
    expect(second.events).toEqual([])
    change({ goal: 'Another' })
    await expect.poll(() => second.events.length).toBe(1)
    expect(Number(second.events[0]!.id)).toBeGreaterThan(Number(id))

    const third = await watch('run_1', { 'Last-Event-ID': id })
    await expect.poll(() => third.events.length).toBe(1)
    expect(third.events[0]).toMatchObject({ id: second.events[0]!.id, data: { goal: 'Another' } })
  })

  it.each(['', 'x', '-1', '1e9', '9'.repeat(30)])(
    'begins from the start after %j, which is no version',
    async (id) => {
      const { watch } = await startStreams()
      const { events } = await watch('run_1', { 'Last-Event-ID': id })
      await expect.poll(() => events.length).toBe(1)
    },
  )

  it('begins at once, and is kept alive', async () => {
    const { watch } = await startStreams({ heartbeat: 30 })
    const { beats } = await watch()
    await expect.poll(beats).toBeGreaterThan(5)
  })

  it('ends when the right to watch does, and the feed with it', async () => {
    const expiresAt = Date.now() + 300
    const { watch, getReads } = await startStreams({ expiresAt })
    const { ended } = await watch()
    expect(await ended).toBe('closed')
    expect(Date.now() - expiresAt).toBeGreaterThanOrEqual(-2)
    expect(Date.now() - expiresAt).toBeLessThan(500)
    await sleep(100)
    const reads = getReads()
    await sleep(200)
    expect(getReads()).toBe(reads)
  })

  it('frees everything within a second of the viewer’s leaving', async () => {
    const { watch, getReads, getOpen } = await startStreams()
    const { stop } = await watch()
    await expect.poll(getReads).toBeGreaterThan(1)
    expect(getOpen()).toBe(1)
    stop()
    await expect.poll(getOpen, { timeout: 1_000 }).toBe(0)
    await sleep(50)
    const reads = getReads()
    await sleep(200)
    expect(getReads()).toBe(reads)
  })

  it('is written once for all viewers with the same rights', async () => {
    let projections = 0
    const { watch, change } = await startStreams({
      project(run) {
        projections += 1
        const { run_id, status } = run
        return { run_id, status }
      },
    })
    const viewers = await Promise.all(Array.from({ length: 40 }, () => watch()))
    const getCounts = () => new Set(viewers.map(({ events }) => events.length))
    await expect.poll(getCounts).toEqual(new Set([1]))
    expect(projections).toBe(1)
    change({ status: 'FAILED', goal: 'secret' })
    await Promise.all(viewers.map(({ ended }) => ended))
    expect(projections).toBe(2)
    expect(JSON.stringify(viewers.map(({ events }) => events))).not.toContain('secret')
  })

  it('says the server’s time anew to whoever comes later', async () => {
    const { watch } = await startStreams()
    const first = await watch()
    await expect.poll(() => first.events.length).toBe(1)
    await sleep(600)
    const second = await watch()
    await expect.poll(() => second.events.length).toBe(1)
    const [before, after] = [first, second].map(({ events }) =>
      Date.parse(String(events[0]!.data.server_now)),
    )
    expect(after! - before!).toBeGreaterThanOrEqual(300)
  })

  it('drops a viewer that never reads, and keeps no more than the latest for it', async () => {
    const { url, watch, change, getOpen } = await startStreams({ heartbeat: 200 })
    const request = sendRequest(`${url}run_1`).end()
    const [deaf] = (await once(request, 'response')) as [IncomingMessage]
    deaf.pause()
    const reader = await watch()
    expect(getOpen()).toBe(2)

    const before = process.memoryUsage().rss
    const goals = Array.from({ length: 30 }, (_, index) => `${index} ${'a'.repeat(1_000_000)}`)
    for (const goal of goals) {
      change({ goal })
      await expect.poll(() => reader.events.at(-1)?.data.goal === goal, patience).toBe(true)
      reader.events.splice(0, reader.events.length - 1)
    }
    await expect.poll(getOpen, patience).toBe(1)
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(200)
    // The other one has lost nothing.
    change({ status: 'COMPLETED', result: 'found' })
    expect(await reader.ended).toBe('closed')
    expect(reader.statuses()).toEqual({ run_1: 'COMPLETED' })
  }, 30_000)

  it('lets a slow viewer skip what is outdated, but not the end', async () => {
    const { feed } = await startStreams()
    let listener: Parameters<RunFeed['watch']>[1] = () => undefined
    const manual: RunFeed = {
      ...feed,
      watch(_runId, own) {
        listener = own
        return () => undefined
      },
    }
    const request = new Request('http://app.example.com/runs/events?ids=run_1')
    const source = await openPushSource(request, manual, { getPicker: async () => (run) => run })
    const response = toResponse(createEventAnswer(source), request)
    const run = { steps: [] } as never
    const snapshot = { runId: 'run_1', run, error: null, isSettled: false }
    for (let version = 1; version <= 1_000; version += 1) {
      listener({ ...snapshot, version, isSettled: version === 1_000 })
    }
    const ids = [...(await response.text()).matchAll(/id: (\d+)/g)].map(([, id]) => id)
    expect(ids).toEqual(['1000'])
  })
})

it('an event stream leaves a feed that tells all at once', async () => {
  let left = 0
  const feed = {
    watch(runId: string, listener: Parameters<RunFeed['watch']>[1]) {
      listener({ runId, version: 1, run: null, error: 'NOT_FOUND', isSettled: true })
      return () => (left += 1)
    },
  } as unknown as RunFeed
  const request = new Request('http://app.example.com/runs/events?ids=a,b')
  const source = await openPushSource(request, feed, { getPicker: async () => (run) => run })
  let hasEnded = false
  source({
    write: () => true,
    end: () => {
      hasEnded = true
    },
    fail: () => undefined,
  })
  expect([left, hasEnded]).toEqual([2, true])
})

describe('attacks on the event stream', () => {
  it.each([
    ['', 'no list'],
    ['?ids=', 'an empty list'],
    ['?ids=..', 'a path'],
    ['?ids=run_1,,run_2', 'a gap'],
    ['?ids=run_1%0aevent:x', 'a line break'],
    [`?ids=${'a'.repeat(129)}`, 'an id that is too long'],
    [`?ids=${Array.from({ length: 101 }, (_, index) => index).join()}`, 'too many ids'],
    ['?id=run_1', 'another name'],
  ])('refuses %s (%s) and asks TinyFish for nothing', async (query) => {
    const { endpoint, batches } = await startFeed()
    const response = await fetch(`${endpoint}/runs/events${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    expect(batches).toEqual([])
  })

  it('tells a run of somebody else from one that does not exist in no way', async () => {
    const { watch, batches } = await startFeed({
      authorize: (_request, { runIds }) => !runIds.includes('theirs'),
    })
    const theirs = await watch('theirs')
    expect(await theirs.ended).toBe('closed')
    expect(batches).toEqual([])
    const nothing = await watch('nothing')
    expect(await nothing.ended).toBe('closed')
    const [one, other] = [theirs, nothing].map(({ events }) =>
      events.map(({ type, data: { ...data } }) => ({
        type,
        ...data,
        run_id: 'x',
        server_now: 'x',
      })),
    )
    expect(one).toEqual(other)
    expect(one).toMatchObject([{ type: 'error', error: { code: 'NOT_FOUND' } }, {}])
  })

  it('shows a viewer no field that they may not see, nor one that TinyFish adds', async () => {
    const { watch } = await startStreams({
      project: ({ run_id, status }) => ({ run_id, status }),
    })
    const { events } = await watch()
    await expect.poll(() => events.length).toBe(1)
    expect(Object.keys(events[0]!.data)).toEqual(['run_id', 'status', 'server_now'])

    const all = await startStreams()
    all.change({ vault_id: 'v4ult', error: { message: 'x', key: 's3cret' } })
    const other = await all.watch()
    await expect.poll(() => other.events.length).toBe(1)
    expect(JSON.stringify(other.events)).not.toMatch(/v4ult|s3cret/)
  })

  it('shows of each run what the viewer may see of that run', async () => {
    const show: Picker = ({ run_id, goal }) => ({ run_id, goal })
    const hide: Picker = ({ run_id }) => ({ run_id })
    const { watch, change } = await startStreams({
      getPicker: async (runId) => (runId === 'mine' ? show : hide),
    })
    change({ goal: 'Mine alone' })
    const { events } = await watch('mine,shared')
    await expect.poll(() => events.length).toBe(2)
    expect(events.map(({ data: { run_id, goal } }) => [run_id, goal])).toEqual([
      ['mine', 'Mine alone'],
      ['shared', undefined],
    ])
  })

  it('survives a result that is too deep to be written, and tells the others of theirs', async () => {
    const { watch, change } = await startStreams()
    const { statuses, ended } = await watch('run_1')
    await expect.poll(statuses).toEqual({ run_1: 'RUNNING' })
    change({ status: 'COMPLETED', result: JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) })
    expect(await ended).toBe('closed')
    expect(statuses()).toMatchObject({ run_1: { code: 'UPSTREAM_INVALID_RESPONSE' } })

    change({ result: 'fine' })
    const other = await watch('run_2')
    expect(await other.ended).toBe('closed')
    expect(other.statuses()).toEqual({ run_2: 'COMPLETED' })
  })

  it('lets no viewer whose event cannot be written stand in the way of others', async () => {
    const { feed, url, watch, change } = await startStreams()
    const request = new Request(`${url}run_1`)
    const source = await openPushSource(request, feed, {
      getPicker: async () => () => {
        throw new Error('No such scope')
      },
    })
    const broken = toResponse(createEventAnswer(source), request)
    const good = await watch()
    change({ status: 'COMPLETED', result: 1 })
    expect(await good.ended).toBe('closed')
    expect(good.statuses()).toEqual({ run_1: 'COMPLETED' })
    await expect(broken.text()).rejects.toMatchObject({ ending: 'CLIENT_GONE' })
  })

  it('does not let one viewer’s rights show in another’s stream', async () => {
    const { emulator, watch } = await startFeed(
      {
        authorize: (request, { runIds }) =>
          request.headers.get('X-User') === 'ada' || runIds[0] !== 'secret',
      },
      'byHand',
    )
    const { runId } = emulator.runs.start()
    const ada = await watch(runId, { 'X-User': 'ada' })
    const bob = await watch([runId, 'secret'], { 'X-User': 'bob' })
    await expect.poll(() => [ada, bob].map(({ events }) => events.length)).toEqual([1, 2])
    expect(bob.statuses()).toEqual({
      [runId]: 'PENDING',
      secret: { code: 'NOT_FOUND', message: expect.any(String) },
    })
  })
})
