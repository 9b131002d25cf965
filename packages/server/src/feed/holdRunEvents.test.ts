import type { RunEvent } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { startFeed } from '../../test/startFeed.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { watchEvents } from '../../test/watchEvents.js'
import { filterEvents } from '../fields/filterEvents.js'
import type { AuditEntry } from '../handler/audit.js'
import { holdRunEvents } from './holdRunEvents.js'
import type { RunFeed } from './runFeed.js'

const start = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: '{"url":"https://shop.example/","goal":"List the lanterns"}',
}
const patience = { timeout: 10_000 }

/** Starts a run with a stream, as a page does. */
async function startRun(endpoint: string, body = start.body, headers = {}) {
  const controller = new AbortController()
  const response = await fetch(`${endpoint}/automation/run-sse`, {
    ...start,
    headers: { ...start.headers, ...headers },
    body,
    signal: controller.signal,
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    leave: () => controller.abort(),
    /** Reads until some text has come. */
    readUntil: async (wanted: string) => {
      while (!text.includes(wanted)) {
        const { done, value } = await reader.read()
        if (done) break
        text += value
      }
      return text
    },
  }
}

describe('a stream that is held', () => {
  it('comes to the starter as TinyFish sends it', async () => {
    const { endpoint, emulator } = await startFeed()
    const { readUntil } = await startRun(endpoint)
    const text = await readUntil('never comes')
    const events = text.split('\n\n').filter(Boolean)
    expect(events.every((event) => event.startsWith('data: {'))).toBe(true)
    const types = events.map((event) => JSON.parse(event.slice('data: '.length)).type)
    expect([types[0], types.at(-1)]).toEqual(['STARTED', 'COMPLETE'])
    expect(types).toContain('STREAMING_URL')
    expect(types.filter((type) => type === 'PROGRESS').length).toBeGreaterThan(2)
    expect(emulator.runs.list()).toHaveLength(1)
  })

  it('shows what it tells to all viewers before the run is read again', async () => {
    const { endpoint, emulator, batches, clock } = await startFeed(
      { pollInterval: 60_000 },
      'byHand',
    )
    const { readUntil } = await startRun(endpoint)
    await readUntil('STARTED')
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const viewers = await Promise.all(
      [0, 1, 2].map(() => watchEvents(`${endpoint}/runs/events?ids=${runId}`)),
    )
    const countSteps = ({ data }: { data: Record<string, unknown> }) =>
      (data.steps as unknown[] | undefined)?.length ?? 0
    for (let wire = emulator.runs.get(runId)!; wire.status !== 'COMPLETED';) {
      const { length } = wire.steps
      const haveSeen = () =>
        viewers.every(({ events }) => events.some((e) => countSteps(e) >= length))
      await expect.poll(haveSeen, patience).toBe(true)
      clock.advance(1_000)
      wire = emulator.runs.get(runId)!
    }
    for (const { ended, statuses, events } of viewers) {
      expect(await ended).toBe('closed')
      expect(statuses()).toEqual({ [runId]: 'COMPLETED' })
      const seen = events.map(countSteps)
      // The steps come one by one, and none is taken back.
      expect(new Set(seen).size).toBeGreaterThan(3)
      expect(seen.slice(0, -1)).toEqual(seen.slice(0, -1).toSorted((a, b) => a - b))
    }
    const last = viewers[0]!.events.at(-2)!.data
    const wire = emulator.runs.get(runId)!
    expect(last).toMatchObject({ result: wire.result, num_of_steps: wire.num_of_steps })
    expect(last.steps).toHaveLength(wire.steps.length)
    // The run is read when viewers come, and when it has ended.
    expect(batches.length).toBeLessThanOrEqual(3)
  })

  it('goes on when the starter leaves', async () => {
    const { endpoint, emulator } = await startFeed({ pollInterval: 60_000 })
    const { leave, readUntil } = await startRun(endpoint)
    await readUntil('STARTED')
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const { ended, statuses } = await watchEvents(`${endpoint}/runs/events?ids=${runId}`)
    leave()
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ [runId]: 'COMPLETED' })
  })

  it('is remembered for whoever comes after its end', async () => {
    const { endpoint, emulator, batches } = await startFeed({ pollInterval: 60_000 })
    const { readUntil } = await startRun(endpoint)
    await readUntil('COMPLETE"')
    expect(batches).toEqual([])
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const { ended, events } = await watchEvents(`${endpoint}/runs/events?ids=${runId}`)
    expect(await ended).toBe('closed')
    expect(events[0]?.data).toMatchObject({ status: 'COMPLETED' })
    expect(batches).toHaveLength(1)
  })

  it('breaks off for the starter when TinyFish breaks it off, and not for those who watch', async () => {
    const { endpoint, emulator } = await startFeed()
    const url = 'https://shop.example/?scenario=dropped-stream'
    const { readUntil } = await startRun(endpoint, JSON.stringify({ url, goal: 'List' }))
    await readUntil('STARTED')
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const { ended, statuses } = await watchEvents(`${endpoint}/runs/events?ids=${runId}`)
    await expect(readUntil('COMPLETE"')).rejects.toThrow('terminated')
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ [runId]: 'COMPLETED' })
  })

  it('does not go on for a starter who left before the run was started', async () => {
    const { handler, emulator } = await startFeed()
    const signal = AbortSignal.abort()
    const url = 'http://app.example.com/api/fishbowl/automation/run-sse'
    await handler(new Request(url, { ...start, signal }))
    await expect.poll(() => emulator.runs.list(), patience).toEqual([])
  })

  it('drops a starter who does not read, and follows the run all the same', async () => {
    const notes: RunEvent[] = []
    const feed: RunFeed = {
      watch: () => () => undefined,
      refresh: () => undefined,
      hold: () => () => undefined,
      note: (_runId, event) => notes.push(event),
    }
    const frames = [
      { type: 'STARTED', run_id: 'run_1' },
      ...Array.from({ length: 20 }, (_, index) => ({ type: 'PROGRESS', purpose: `Step ${index}` })),
      { type: 'COMPLETE', status: 'COMPLETED' },
    ].map((event) => `data: ${JSON.stringify(event)}\n\n`)
    const events = new Response(frames.join('')).body!.pipeThrough(
      new TransformStream({
        transform(bytes: Uint8Array<ArrayBuffer>, own) {
          for (const byte of bytes) own.enqueue(Uint8Array.of(byte))
        },
      }),
    )
    const pieces = filterEvents(events, { maxLineLength: 300, redactKey: (text) => text })
    const copy = holdRunEvents(pieces, feed, new AbortController(), 300, () => undefined)
    await expect.poll(() => notes.length).toBe(22)
    await expect(copy.getReader().read()).rejects.toMatchObject({ ending: 'CLIENT_GONE' })
  })
})

describe('a stream that a viewer with a token started', () => {
  const open = (onAudit?: (entry: AuditEntry) => void) =>
    startFeed({ authorize: undefined, tokens: { secret: SECRET }, pollInterval: 60_000, onAudit })

  it('shows the starter the fields of their scopes, and others those of theirs', async () => {
    const { endpoint, emulator, watch } = await open()
    const headers = await bearer({ runs: [], scope: ['run:start', 'run:read'] })
    const { readUntil } = await startRun(endpoint, start.body, headers)
    await readUntil('STARTED')
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const scope = ['run:read', 'run:stream', 'run:result', 'run:steps'] as const
    const other = await watch(runId, await bearer({ runs: [runId], scope }))
    const text = await readUntil('never comes')
    expect(text).toContain('"type":"COMPLETE"')
    expect(text).toContain('"type":"STREAMING_URL"')
    expect(text).not.toMatch(/streaming_url|"result"|purpose/)
    expect(text).toMatch(/"COMPLETE".*"result_withheld":true/)
    expect(await other.ended).toBe('closed')
    expect(JSON.stringify(other.events)).toMatch(/"streaming_url":"http/)
    expect(other.events.at(-2)?.data).toMatchObject({ status: 'COMPLETED', result: {} })
  })

  it('can be watched by the starter, also after they have left, and by nobody else', async () => {
    const entries: AuditEntry[] = []
    const { endpoint, emulator, watch } = await open((entry) => entries.push(entry))
    const grant = { runs: [], scope: ['run:start', 'run:read'] as const }
    const { leave, readUntil } = await startRun(endpoint, start.body, await bearer(grant))
    await readUntil('STARTED')
    leave()
    const [{ run_id: runId } = { run_id: '' }] = emulator.runs.list()
    const [own, foreign] = await Promise.all([
      watch(runId, await bearer(grant)),
      watch(runId, await bearer({ ...grant, subject: 'bob' })),
    ])
    await Promise.all([own.ended, foreign.ended])
    expect(own.statuses()).toEqual({ [runId]: 'COMPLETED' })
    expect(foreign.statuses()).toMatchObject({ [runId]: { code: 'NOT_FOUND' } })
    expect(entries).toContainEqual(
      expect.objectContaining({ sub: 'ann', run: runId, action: 'run:start', status: 200 }),
    )
  })
})
