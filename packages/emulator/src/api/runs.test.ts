import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createTestbed } from '../test/createTestbed.js'

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
