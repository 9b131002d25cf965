import { describe, expect, it } from 'vitest'

import { letPass } from '../../test/letPass.js'
import { startFeed } from '../../test/startFeed.js'

const patience = { timeout: 10_000 }

describe('the feed', () => {
  it('tells what a run is at once, then each change, and ends with the run', async () => {
    const { clock, emulator, watch, batches } = await startFeed({}, 'byHand')
    const { runId } = emulator.runs.start()
    const { events, ended, statuses: getStatuses } = await watch(runId)
    for (const [time, status] of [
      [0, 'PENDING'],
      [2_000, 'RUNNING'],
      [9_000, 'RUNNING'],
    ] as const) {
      clock.advance(time)
      await expect.poll(getStatuses, patience).toEqual({ [runId]: status })
      // Read twice more, so that an event which only repeats the last one would be seen.
      const { length } = batches
      await expect.poll(() => batches.length, patience).toBeGreaterThan(length + 1)
    }
    clock.advance(30_000)
    expect(await ended).toBe('closed')

    expect(events.at(-1)).toEqual({ type: 'end', id: '', data: {} })
    const runs = events.slice(0, -1)
    expect(new Set(runs.map(({ type }) => type))).toEqual(new Set(['run']))
    const { data: last } = runs.at(-1)!
    const { video_url: _, ...expected } = emulator.runs.get(runId)!
    expect(last).toMatchObject(JSON.parse(JSON.stringify(expected, dropEmpty)))
    expect(last.server_now).toMatch(/^\d{4}-.*Z$/)

    const statuses = runs.map(({ data }) => data.status)
    expect([...new Set(statuses)]).toEqual(['PENDING', 'RUNNING', 'COMPLETED'])
    const ids = runs.map(({ id }) => Number(id))
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
    // No event repeats what the one before it told.
    const texts = runs.map(({ data }) => JSON.stringify({ ...data, server_now: null }))
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('asks TinyFish as often for a hundred viewers as for one', async () => {
    const { clock, emulator, watch, batches } = await startFeed({}, 'byHand')
    const { runId } = emulator.runs.start()
    const viewers = await Promise.all(Array.from({ length: 100 }, () => watch(runId)))
    batches.length = 0
    const startedAt = Date.now()
    await letPass(1_000)
    const turns = Math.ceil((Date.now() - startedAt) / 100)
    expect(batches.length).toBeLessThanOrEqual(turns + 2)
    expect(batches.length).toBeGreaterThan(3)
    clock.advance(60_000)
    await Promise.all(viewers.map(({ ended }) => ended))
    for (const { statuses } of viewers) expect(statuses()).toEqual({ [runId]: 'COMPLETED' })
  })

  it('reads 250 runs with three requests a turn, and only those that go on', async () => {
    const { clock, emulator, watch, batches } = await startFeed({ pollInterval: 300 }, 'byHand')
    const runIds = Array.from(
      { length: 250 },
      (_, index) => emulator.runs.start({ scenario: index < 50 ? 'slow' : 'success' }).runId,
    )
    const pages = [runIds.slice(0, 100), runIds.slice(100, 200), runIds.slice(200)]
    const viewers = await Promise.all(pages.map((page) => watch(page)))
    await expect.poll(() => viewers.flatMap(({ events }) => events).length, patience).toBe(250)
    batches.length = 0
    await letPass(2_400)
    // A busy machine misses some of the eight turns.
    expect(batches.length).toBeGreaterThan(2 * 3)
    expect(batches.length).toBeLessThanOrEqual(9 * 3)
    expect(Math.max(...batches.map((batch) => batch.runIds.length))).toBeLessThanOrEqual(100)

    clock.advance(30_000)
    await expect
      .poll(
        () => viewers.flatMap(({ statuses }) => Object.values(statuses())).toSorted(byText),
        patience,
      )
      .toEqual([...Array<string>(200).fill('COMPLETED'), ...Array<string>(50).fill('RUNNING')])
    batches.length = 0
    await letPass(700)
    expect(new Set(batches.flatMap((batch) => batch.runIds))).toEqual(new Set(runIds.slice(0, 50)))
  }, 20_000)

  it('keeps to the rate, whatever there is to read', async () => {
    const { emulator, watch, batches } = await startFeed({ maxPollRate: 4 })
    for (let viewer = 0; viewer < 5; viewer += 1) await watch(emulator.runs.start().runId)
    await letPass(1_500)
    expect(batches.length).toBeGreaterThan(3)
    const took = batches.at(-1)!.at - batches[0]!.at
    // Timers may fire a millisecond early, and requests leave a little late.
    expect(took).toBeGreaterThanOrEqual((batches.length - 1) * 250 - 25)
  })

  it('stops when nobody watches, and starts again when somebody does', async () => {
    const { emulator, watch, batches } = await startFeed({}, 'byHand')
    const { runId } = emulator.runs.start()
    const first = await watch(runId)
    await expect.poll(() => batches.length).toBeGreaterThan(2)
    first.stop()
    await first.ended
    await letPass(200)
    batches.length = 0
    await letPass(500)
    expect(batches).toEqual([])

    const second = await watch(runId)
    // The first event comes from the store, before any read.
    await expect.poll(() => second.events.length).toBe(1)
    await expect.poll(() => batches.length).toBeGreaterThan(2)
  })

  it('does not ask for a run again that has settled', async () => {
    const { emulator, watch, batches } = await startFeed()
    const { runId } = emulator.runs.start({ age: 60_000 })
    const first = await watch(runId)
    await first.ended
    expect(batches).toHaveLength(1)
    const second = await watch(runId)
    expect(await second.ended).toBe('closed')
    expect(second.events[0]).toMatchObject({ id: first.events[0]!.id, data: { run_id: runId } })
    expect(batches).toHaveLength(1)
  })

  it('looks again for the result of a run that completed without one', async () => {
    const { emulator, watch, batches } = await startFeed()
    const { runId } = emulator.runs.start({ scenario: 'null-result', age: 60_000 })
    const { ended, events } = await watch(runId)
    expect(await ended).toBe('closed')
    expect(batches).toHaveLength(4)
    expect(events.at(-1)?.type).toBe('end')
  })

  it.each([
    ['http-500', 'COMPLETED'],
    ['http-502', 'COMPLETED'],
    ['http-401', { code: 'UPSTREAM_UNAUTHORIZED', message: expect.any(String) }],
    ['http-404', { code: 'NOT_FOUND', message: expect.any(String) }],
    ['http-402', { code: 'INSUFFICIENT_CREDITS', message: expect.any(String) }],
  ] as const)('comes through %s, or tells that it does not', async (scenario, status) => {
    const { emulator, watch } = await startFeed({ onError: () => undefined })
    const { runId } = emulator.runs.start({ scenario })
    const { ended, statuses } = await watch(runId)
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({ [runId]: status })
  })

  it('waits as long as TinyFish asks for, with all runs', async () => {
    const { emulator, watch, batches } = await startFeed({ onError: () => undefined })
    const limited = emulator.runs.start({ scenario: 'http-429' }).runId
    await watch(limited)
    await expect.poll(() => batches.length).toBe(1)
    await watch(emulator.runs.start().runId)
    await letPass(1_000)
    expect(batches).toHaveLength(1)
    await expect.poll(() => batches.length, patience).toBeGreaterThan(1)
    expect(batches[1]!.at - batches[0]!.at).toBeGreaterThanOrEqual(1_990)
  })

  it('finds the one run that spoils a batch, and goes on with the others', async () => {
    const { emulator, watch } = await startFeed({ onError: () => undefined })
    const good = Array.from({ length: 6 }, () => emulator.runs.start().runId)
    const bad = emulator.runs.start({ scenario: 'malformed-json' }).runId
    const { ended, statuses } = await watch([...good.slice(0, 3), bad, ...good.slice(3)])
    expect(await ended).toBe('closed')
    expect(statuses()).toEqual({
      ...Object.fromEntries(good.map((runId) => [runId, 'COMPLETED'])),
      [bad]: { code: 'UPSTREAM_INVALID_RESPONSE', message: expect.any(String) },
    })
  })

  it('never goes backwards, although answers come late and twice', async () => {
    const { emulator, endpoint } = await startFeed()
    const { runId } = emulator.runs.start()
    const stale = new Map<string, string>()
    let reads = 0
    const { handler } = await startFeed({
      baseUrl: 'http://127.0.0.1:1/v1',
      async fetch(request) {
        reads += 1
        // Every second answer is older than the one before.
        const known = stale.get(runId)
        if (known && reads % 2 === 0) return new Response(known, { headers: json })
        const answer = await fetch(`${endpoint}/runs/batch`, {
          method: 'POST',
          headers: json,
          body: await request.text(),
        })
        const text = await answer.text()
        if (reads % 3 === 0 || !known) stale.set(runId, text)
        return new Response(text, { headers: json })
      },
    })
    const response = await handler(
      new Request(`https://app.example.com/api/fishbowl/runs/events?ids=${runId}`),
    )
    const text = await response.text()
    const runs = [...text.matchAll(/^event: run\nid: .*\ndata: (.*)$/gm)].map(([, data]) =>
      JSON.parse(data!),
    )
    const order = ['PENDING', 'RUNNING', 'COMPLETED']
    const seen = runs.map(({ status }) => order.indexOf(status))
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(2)
    const steps = runs.map((run) => run.steps.length)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  it('reads a run at once that was cancelled through the handler', async () => {
    const { emulator, endpoint, watch, batches } = await startFeed({ pollInterval: 60_000 })
    const { runId } = emulator.runs.start({ scenario: 'slow' })
    const { statuses, ended } = await watch(runId)
    await expect.poll(() => batches.length).toBe(1)
    await fetch(`${endpoint}/runs/${runId}/cancel`, { method: 'POST', headers: json })
    await ended
    expect(statuses()).toEqual({ [runId]: 'CANCELLED' })
  })

  it('tells the log of the host what TinyFish did', async () => {
    const errors: unknown[] = []
    const { emulator, watch } = await startFeed({ onError: (error) => errors.push(error) })
    await (
      await watch(emulator.runs.start({ scenario: 'http-401' }).runId)
    ).ended
    expect(errors).toMatchObject([{ code: 'unauthorized' }])
  })
})

function byText(one: unknown, other: unknown): number {
  return String(one) < String(other) ? -1 : 1
}

const json = { 'Content-Type': 'application/json' }

/** The emulator leaves `schema_validation` and such at `null`, and so does a client. */
function dropEmpty(_key: string, value: unknown): unknown {
  return value === null ? undefined : value
}
