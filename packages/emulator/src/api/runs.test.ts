import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import publishedList from '../../test/payloads/list.openapi.json' with { type: 'json' }
import publishedRun from '../../test/payloads/run.completed.json' with { type: 'json' }
import type { ScenarioName } from '../scenarios/scenarios.js'

const goalsOf = (body: { data: { goal: string }[] }) => body.data.map(({ goal }) => goal)

describe('pages of runs', () => {
  it('hold every run exactly once, in order, whatever their number, ages and size', async () => {
    const anyAges = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(
        anyAges,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('asc', 'desc'),
        async (ages, limit, direction) => {
          const { emulator, get } = createTestbed()
          for (const age of ages) emulator.runs.start({ age: age * 1_000 })
          const seen: string[] = []
          let cursor: string | null = null
          do {
            const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
            const { body } = await get(`/runs?limit=${limit}&sort_direction=${direction}${next}`)
            expect(body.pagination.total).toBe(ages.length)
            expect(body.pagination.has_more).toBe(body.pagination.next_cursor !== null)
            for (const run of body.data) seen.push(run.run_id)
            expect(seen.length).toBeLessThanOrEqual(ages.length)
            cursor = body.pagination.next_cursor
          } while (cursor !== null)
          const all = emulator.runs.list().map(({ run_id }) => run_id)
          expect(seen).toEqual(direction === 'desc' ? all : all.toReversed())
        },
      ),
      { numRuns: 30 },
    )
  })

  it('go on where they were when runs are added meanwhile', async () => {
    const { emulator, get } = createTestbed()
    for (const age of [1_000, 2_000, 3_000]) emulator.runs.start({ goal: `${age}`, age })
    const first = await get('/runs?limit=2')
    emulator.runs.start({ goal: 'new' })
    const cursor = encodeURIComponent(first.body.pagination.next_cursor)
    expect(goalsOf((await get(`/runs?limit=2&cursor=${cursor}`)).body)).toEqual(['3000'])
  })

  it('have twenty runs unless told otherwise', async () => {
    const { emulator, get } = createTestbed()
    for (let run = 0; run < 21; run += 1) emulator.runs.start()
    expect((await get('/runs')).body.data).toHaveLength(20)
  })

  it.each([
    ['status=RUNNING', ['young ropes']],
    ['status=FAILED', ['broken Lanterns']],
    ['goal=LANTERN', ['broken Lanterns', 'old lanterns']],
    ['created_after=2026-01-14T11:58:00Z', ['young ropes']],
    ['created_before=2026-01-14T11:58:00Z', ['broken Lanterns', 'old lanterns']],
    ['goal=lanterns&status=COMPLETED&sort_direction=asc', ['old lanterns']],
    ['goal=nothing', []],
  ])('are narrowed by %s', async (query, goals) => {
    const { emulator, get } = createTestbed()
    emulator.runs.start({ goal: 'old lanterns', age: 3_600_000 })
    emulator.runs.start({ goal: 'broken Lanterns', scenario: 'failed-agent', age: 600_000 })
    emulator.runs.start({ goal: 'young ropes', age: 5_000 })
    const { body } = await get(`/runs?${query}`)
    expect(goalsOf(body)).toEqual(goals)
    expect(body.pagination.total).toBe(goals.length)
  })

  it.each([
    ['status=DONE', 'status'],
    ['status=toString', 'status'],
    ['created_after=yesterday', 'created_after'],
    ['created_before=soon', 'created_before'],
    ['sort_direction=up', 'sort_direction'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['cursor=%25%25', 'cursor'],
    ['cursor=bm9uZQ==', 'cursor'],
    [`goal=${'x'.repeat(501)}`, 'goal'],
  ])('are refused for %s', async (query, name) => {
    const { status, body } = await createTestbed().get(`/runs?${query}`)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 'INVALID_INPUT', details: [{ path: [name] }] })
  })
})

const keysOf = (value: object | undefined) => Object.keys(value ?? {}).toSorted()

describe('one run', () => {
  it('has the fields that are published, in every status', async () => {
    const { clock, emulator, get } = createTestbed()
    const { runId } = emulator.runs.start()
    for (const milliseconds of [0, 5_000, 20_000]) {
      clock.advance(milliseconds)
      const { status, body } = await get(`/runs/${runId}`)
      expect(status).toBe(200)
      expect(keysOf(body)).toEqual(keysOf(publishedRun))
      for (const step of body.steps) expect(keysOf(step)).toEqual(keysOf(publishedRun.steps[0]))
    }
  })

  it('has pictures of its steps when they are asked for', async () => {
    const { emulator, get } = createTestbed()
    const { runId } = emulator.runs.start({ age: 60_000 })
    const plain = await get(`/runs/${runId}?screenshots=none`)
    expect(plain.body.steps[0].screenshot).toBe(null)
    const { body } = await get(`/runs/${runId}?screenshots=base64`)
    expect(body.steps[0].screenshot).toMatch(/^data:image\/jpeg;base64,\/9j\//)
    expect((await get(`/runs/${runId}?screenshots=all`)).status).toBe(400)
  })

  it('says how long its steps took, as text', () => {
    const { emulator } = createTestbed()
    const { runId } = emulator.runs.start({ age: 5_000 })
    expect(emulator.runs.get(runId)?.steps).toMatchObject([
      { status: 'COMPLETED', duration: '2.5s', timestamp: '2026-01-14T11:59:56.500Z' },
      { status: 'RUNNING', duration: null },
    ])
  })

  it('is not found when nobody started it', async () => {
    const { status, body } = await createTestbed().get('/runs/unknown')
    expect(status).toBe(404)
    expect(body).toEqual({ error: { code: 'NOT_FOUND', message: 'Run not found' } })
  })

  it('signs the address of its recording anew by every read', () => {
    const { clock, emulator } = createTestbed({ scenario: 'recording' })
    const { runId } = emulator.runs.start({ age: 60_000 })
    const first = emulator.runs.get(runId)?.video_url
    clock.advance(1_000)
    expect(emulator.runs.get(runId)?.video_url).not.toBe(first)
  })
})

describe('reads that are disturbed', () => {
  it.each<[ScenarioName, number[]]>([
    ['http-401', [401, 401, 401, 401, 401]],
    ['http-402', [402, 402, 402, 402, 402]],
    ['http-403', [403, 403, 403, 403, 403]],
    ['http-404', [404, 404, 404, 404, 404]],
    ['http-410', [410, 410, 410, 410, 410]],
    ['http-429', [429, 429, 429, 200, 200]],
    ['http-500', [500, 500, 500, 500, 200]],
    ['http-502', [502, 502, 502, 200, 200]],
    ['outage', [503, 503, 503, 503, 503]],
    ['malformed-json', [200, 200, 200, 200, 200]],
  ])('%s: %j', async (scenario, expected) => {
    const { emulator, request } = createTestbed()
    const { runId } = emulator.runs.start({ scenario })
    const statuses: number[] = []
    for (let read = 0; read < 5; read += 1) {
      statuses.push((await emulator.fetch(request(`/runs/${runId}`))).status)
    }
    expect(statuses).toEqual(expected)
  })

  it('ask for a pause when they are too many', async () => {
    const { emulator, get } = createTestbed()
    const { headers } = await get(`/runs/${emulator.runs.start({ scenario: 'http-429' }).runId}`)
    expect(headers.get('Retry-After')).toBe('2')
  })

  it('come back as a page of HTML from a load balancer', async () => {
    const { emulator, request } = createTestbed()
    const { runId } = emulator.runs.start({ scenario: 'http-502' })
    const response = await emulator.fetch(request(`/runs/${runId}`))
    expect(response.headers.get('Content-Type')).toBe('text/html')
    expect(await response.text()).toMatch(/^<html>/)
  })

  it('come back cut off from the third on', async () => {
    const { emulator, get } = createTestbed()
    const { runId } = emulator.runs.start({ scenario: 'malformed-json' })
    await get(`/runs/${runId}`)
    await get(`/runs/${runId}`)
    await expect(get(`/runs/${runId}`)).rejects.toThrow(SyntaxError)
  })

  it('hang until they are aborted', async () => {
    const { clock, emulator, request } = createTestbed()
    const { runId } = emulator.runs.start({ scenario: 'hang' })
    const controller = new AbortController()
    const answer = emulator.fetch(request(`/runs/${runId}`, { signal: controller.signal }))
    clock.advance(3_600_000)
    controller.abort()
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  it('leave the list alone', async () => {
    const { emulator, get } = createTestbed()
    emulator.runs.start({ scenario: 'outage' })
    expect((await get('/runs')).body.data).toHaveLength(1)
  })
})

describe('several runs', () => {
  it('come in the order in which they are asked for, each once', async () => {
    const { emulator, send } = createTestbed()
    const first = emulator.runs.start().runId
    const second = emulator.runs.start().runId
    const { body } = await send('/runs/batch', { run_ids: [second, 'unknown', first, second] })
    expect(body.data.map((run: { run_id: string }) => run.run_id)).toEqual([second, first])
    expect(body.not_found).toEqual(['unknown'])
    expect(keysOf(body.data[0])).toEqual(keysOf(publishedRun))
  })

  it('lack a run that is not found, and all fail with one that fails', async () => {
    const { emulator, send } = createTestbed()
    const [fine, missing, broken] = (['success', 'http-404', 'outage'] as const).map(
      (scenario) => emulator.runs.start({ scenario }).runId,
    )
    const { body } = await send('/runs/batch', { run_ids: [fine, missing] })
    expect(body).toMatchObject({ data: [{ run_id: fine }], not_found: [missing] })
    expect((await send('/runs/batch', { run_ids: [fine, broken] })).status).toBe(503)
  })

  it.each([{}, { run_ids: [] }, { run_ids: [7] }, { run_ids: Array(101).fill('a') }, null])(
    'are not given for a body like %j',
    async (body) => {
      const answer = await createTestbed().send('/runs/batch', body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    },
  )
})

describe('the list', () => {
  it('has the fields that are published', async () => {
    const { emulator, get } = createTestbed()
    emulator.runs.start({ age: 60_000 })
    const { body } = await get('/runs')
    expect(keysOf(body.data[0])).toEqual(keysOf(publishedList.data[0]))
    expect(body.pagination).toEqual({ total: 1, next_cursor: null, has_more: false })
  })
})

describe('the picture of a step', () => {
  it('is a JPEG', async () => {
    const { emulator, request } = createTestbed()
    const { runId } = emulator.runs.start({ age: 2_000 })
    const step = emulator.runs.get(runId)?.steps[0]?.id
    const response = await emulator.fetch(request(`/runs/${runId}/steps/${step}/screenshot`))
    expect(response.headers.get('Content-Type')).toBe('image/jpeg')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3), ...bytes.slice(-2)]).toEqual([0xff, 0xd8, 0xff, 0xff, 0xd9])
  })

  it('is not there before the step is, or for nobody’s run', async () => {
    const { emulator, get } = createTestbed()
    const { runId } = emulator.runs.start({ age: 2_000 })
    const next = emulator.runs.get(runId)?.steps[0]?.id.replace(/1$/, '2')
    expect((await get(`/runs/${runId}/steps/${next}/screenshot`)).status).toBe(404)
    expect((await get(`/runs/unknown/steps/${next}/screenshot`)).status).toBe(404)
  })
})
