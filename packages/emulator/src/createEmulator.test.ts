import { describe, expect, it } from 'vitest'

import { createTestbed, pageOf } from '../test/createTestbed.js'
import { createEmulator } from './createEmulator.js'
import type { ScenarioName } from './scenarios/scenarios.js'

describe('createEmulator', () => {
  it('refuses a request without a key', async () => {
    const { emulator } = createTestbed()
    const response = await emulator.fetch(new Request('http://emulator.test/v1/runs'))
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      error: { code: 'MISSING_API_KEY', message: expect.any(String) },
    })
  })

  it('refuses a guessed key, without repeating it', async () => {
    const { get } = createTestbed()
    const { status, body } = await get('/runs', { headers: { 'X-API-Key': 'sk-guessed' } })
    expect(status).toBe(401)
    expect(body).toMatchObject({ error: { code: 'INVALID_API_KEY' } })
    expect(JSON.stringify(body)).not.toContain('sk-guessed')
  })

  it('takes its documented key when none was chosen', async () => {
    const headers = { 'X-API-Key': 'sk-tinyfish-emulator' }
    const request = new Request('https://anywhere.example/v1/runs', { headers })
    expect((await createEmulator().fetch(request)).status).toBe(200)
  })

  it.each(['/', '/v1', '/v2/runs', '/v1/runs/a/b', '/v1/runs/..%2fsecret', '/v1/runs/%20'])(
    'knows nothing at %s',
    async (path) => {
      const { emulator } = createTestbed()
      const request = new Request(`http://emulator.test${path}`, {
        headers: { 'X-API-Key': 'test' },
      })
      const response = await emulator.fetch(request)
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } })
    },
  )

  it.each([
    ['DELETE', '/runs', 'GET'],
    ['GET', '/automation/run-async', 'POST'],
    ['GET', '/runs/a/cancel', 'POST'],
    ['POST', '/runs/a', 'GET'],
  ])('says what is allowed instead of %s %s', async (method, path, allowed) => {
    const { get } = createTestbed()
    const { status, headers } = await get(path, { method })
    expect(status).toBe(405)
    expect(headers.get('Allow')).toBe(allowed)
  })

  it('takes its time to answer', async () => {
    const { clock, get } = createTestbed({ latency: 300 })
    const answer = get('/runs')
    clock.advance(299)
    const aWhile = new Promise((resolve) => setTimeout(resolve, 10, 'no answer'))
    expect(await Promise.race([answer, aWhile])).toBe('no answer')
    clock.advance(1)
    expect((await answer).status).toBe(200)
  })

  it('gives up on a request that is aborted while it takes its time, or was before', async () => {
    const { emulator, request } = createTestbed({ latency: 300 })
    const controller = new AbortController()
    const answer = emulator.fetch(request('/runs', { signal: controller.signal }))
    controller.abort()
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await expect(emulator.fetch(request('/runs', { signal: AbortSignal.abort() }))).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    )
  })

  it('forgets all runs on reset, and gives the same ids again', () => {
    const { emulator } = createTestbed()
    const { runId } = emulator.runs.start()
    emulator.runs.start()
    emulator.reset()
    expect(emulator.runs.list()).toEqual([])
    expect(emulator.runs.start().runId).toBe(runId)
  })

  it('gives each run an id of its own, and an address that does not follow from it', () => {
    const { emulator } = createTestbed()
    const runIds = Array.from({ length: 200 }, () => emulator.runs.start({ age: 5_000 }).runId)
    expect(new Set(runIds).size).toBe(200)
    for (const { run_id, streaming_url } of emulator.runs.list()) {
      expect(run_id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
      expect(streaming_url).not.toContain(run_id)
    }
  })

  it('starts runs that are already under way', () => {
    const { emulator } = createTestbed()
    const { runId } = emulator.runs.start({ scenario: 'slow', age: 10_000 })
    expect(emulator.runs.get(runId)).toMatchObject({
      status: 'RUNNING',
      created_at: '2026-01-14T11:59:50.000Z',
    })
  })

  it('lists the latest run first, by its age', () => {
    const { emulator } = createTestbed()
    for (const age of [2_000, 9_000, 0, 0]) emulator.runs.start({ goal: `${age}`, age })
    expect(emulator.runs.list().map(({ goal }) => goal)).toEqual(['0', '0', '2000', '9000'])
  })

  it('prefers the scenario of the start over that of the page over its own', () => {
    const { emulator } = createTestbed({ scenario: 'queued' })
    const goalOf = (input: { url?: string; scenario?: ScenarioName }) =>
      emulator.runs.get(emulator.runs.start({ ...input, age: 19_000 }).runId)?.status
    expect(goalOf({})).toBe('PENDING')
    expect(goalOf({ url: pageOf('success') })).toBe('COMPLETED')
    expect(goalOf({ url: pageOf('success'), scenario: 'failed-agent' })).toBe('FAILED')
  })

  it('throws for a scenario that does not exist', () => {
    const { emulator } = createTestbed()
    expect(() => emulator.runs.start({ url: pageOf('constructor') })).toThrow('"constructor"')
  })

  it('knows nothing of a run that was never started', () => {
    const { emulator } = createTestbed()
    expect(emulator.runs.get('a')).toBe(undefined)
    expect(emulator.runs.cancel('a')).toBe(undefined)
  })
})

describe('a clock by which runs play 20 times as fast', () => {
  it('dates nothing in the future, of any run at any time', async () => {
    const { clock } = createTestbed()
    const emulator = createEmulator({ clock: { ...clock, speed: 20 } })
    const { runId } = emulator.runs.start()
    for (let seconds = 0; seconds < 2; seconds += 0.05) {
      const { created_at, started_at, finished_at, steps } = emulator.runs.get(runId)!
      const dates = [created_at, started_at, finished_at, ...steps.map((step) => step.timestamp)]
      for (const date of dates) expect(Date.parse(date ?? '0')).toBeLessThanOrEqual(clock.now())
      clock.advance(50)
    }
    // The 18 seconds of the run have become 0.9, for who reads its dates, too.
    const { status, created_at, finished_at } = emulator.runs.get(runId)!
    expect(status).toBe('COMPLETED')
    expect(Date.parse(finished_at ?? '') - Date.parse(created_at)).toBe(900)
  })
})
