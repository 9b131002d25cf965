import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as sendRequest } from 'node:http'

import { describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { startPush } from '../../test/startPush.js'
import { toResponse } from '../handler/webHandler.js'
import { createEventAnswer } from '../http/answer.js'
import type { PushViewer } from '../routes/push.js'
import { openPushSource } from '../routes/push.js'
import type { RunFeed } from './runFeed.js'

const patience = { timeout: 10_000 }

describe('an event stream', () => {
  it('is one that no cache keeps and no proxy holds back', async () => {
    const { watch } = await startPush()
    const { response } = await watch()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  it('carries all runs of a page', async () => {
    const { watch, change } = await startPush()
    const { statuses, ended } = await watch('a,b,c,b')
    await expect.poll(statuses).toEqual({ a: 'RUNNING', b: 'RUNNING', c: 'RUNNING' })
    change({ status: 'COMPLETED', result: 1 })
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ a: 'COMPLETED', b: 'COMPLETED', c: 'COMPLETED' })
  })

  it('tells which run has settled, so that nobody need read it again', async () => {
    const { watch, change } = await startPush()
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
    const { watch, change } = await startPush()
    const first = await watch()
    await expect.poll(() => first.events.length).toBe(1)
    const { id } = first.events[0]!
    const second = await watch('run_1', { 'Last-Event-ID': id })
    await letPass(150)
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
      const { watch } = await startPush()
      const { events } = await watch('run_1', { 'Last-Event-ID': id })
      await expect.poll(() => events.length).toBe(1)
    },
  )

  it('begins at once, and is kept alive', async () => {
    const { watch } = await startPush({ heartbeat: 30 })
    const { beats } = await watch()
    await expect.poll(beats).toBeGreaterThan(5)
  })

  it('ends when the right to watch does, and the feed with it', async () => {
    const expiresAt = Date.now() + 300
    const { watch, getReads } = await startPush({ expiresAt })
    const { ended } = await watch()
    expect(await ended).toBe('closed')
    expect(Date.now() - expiresAt).toBeGreaterThanOrEqual(-2)
    // A heartbeat would come after 8 seconds.
    expect(Date.now() - expiresAt).toBeLessThan(6_000)
    await letPass(100)
    const reads = getReads()
    await letPass(200)
    expect(getReads()).toBe(reads)
  })

  it('frees everything within a second of the viewer’s leaving', async () => {
    const { watch, getReads, getOpen } = await startPush()
    const { stop } = await watch()
    await expect.poll(getReads).toBeGreaterThan(1)
    expect(getOpen()).toBe(1)
    stop()
    await expect.poll(getOpen, { timeout: 1_000 }).toBe(0)
    await letPass(50)
    const reads = getReads()
    await letPass(200)
    expect(getReads()).toBe(reads)
  })

  it('is written once for all viewers with the same rights', async () => {
    let projections = 0
    const { watch, change } = await startPush({
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
    const { watch } = await startPush()
    const first = await watch()
    await expect.poll(() => first.events.length).toBe(1)
    await letPass(600)
    const second = await watch()
    await expect.poll(() => second.events.length).toBe(1)
    const [before, after] = [first, second].map(({ events }) =>
      Date.parse(String(events[0]!.data.server_now)),
    )
    expect(after! - before!).toBeGreaterThanOrEqual(300)
  })

  it('drops a viewer that never reads, and keeps no more than the latest for it', async () => {
    const { url, watch, change, getOpen } = await startPush({ heartbeat: 200 })
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
    // The viewer who reads has lost nothing.
    change({ status: 'COMPLETED', result: 'found' })
    expect(await reader.ended).toBe('closed')
    expect(reader.statuses()).toEqual({ run_1: 'COMPLETED' })
  }, 30_000)

  it('waits for two heartbeats for a viewer that takes nothing, and drops it at the third', async () => {
    const { feed } = await startPush()
    const request = new Request('http://app.example.com/runs/events?ids=run_1')
    const getPickers: PushViewer['getPickers'] = async (runIds) => runIds.map(() => (run) => run)
    const source = await openPushSource(request, feed, { getPickers, heartbeat: 100 })
    const startedAt = Date.now()
    const droppedAt = await new Promise<number>((resolve) => {
      const fail = () => resolve(Date.now())
      source({ write: () => false, end: () => undefined, fail })
    })
    expect(droppedAt - startedAt).toBeGreaterThanOrEqual(295)
  })

  it('lets a slow viewer skip what is outdated, but not the end', async () => {
    const { feed } = await startPush()
    let listener: Parameters<RunFeed['watch']>[1] = () => undefined
    const manual: RunFeed = {
      ...feed,
      watch(_runId, own) {
        listener = own
        return () => undefined
      },
    }
    const request = new Request('http://app.example.com/runs/events?ids=run_1')
    const source = await openPushSource(request, manual, {
      getPickers: async (runIds) => runIds.map(() => (run) => run),
    })
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
  const source = await openPushSource(request, feed, {
    getPickers: async (runIds) => runIds.map(() => (run) => run),
  })
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
