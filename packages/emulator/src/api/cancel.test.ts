import { describe, expect, it } from 'vitest'

import { createTestbed } from '../../test/createTestbed.js'
import published from '../../test/payloads/cancel.responses.json' with { type: 'json' }

const finished = { cancelled_at: null, message: published.already_finished.message }

describe('a cancellation', () => {
  it.each([
    [0, 'PENDING'],
    [5_000, 'RUNNING'],
  ])('stops a run that is %i ms old', async (age, before) => {
    const { clock, emulator, send } = createTestbed()
    const { runId } = emulator.runs.start({ age })
    expect(emulator.runs.get(runId)?.status).toBe(before)
    const cancelled_at = '2026-01-14T12:00:00.000Z'
    const { status, body } = await send(`/runs/${runId}/cancel`)
    expect(status).toBe(200)
    expect(body).toEqual({ run_id: runId, status: 'CANCELLED', cancelled_at, message: null })
    clock.advance(60_000)
    expect(emulator.runs.get(runId)).toMatchObject({
      status: 'CANCELLED',
      finished_at: cancelled_at,
      result: null,
    })
  })

  it('changes nothing the second time', async () => {
    const { clock, emulator, send } = createTestbed()
    const { runId } = emulator.runs.start()
    const first = await send(`/runs/${runId}/cancel`)
    clock.advance(5_000)
    const second = await send(`/runs/${runId}/cancel`)
    expect(second.body).toEqual({ ...first.body, message: published.already_cancelled.message })
  })

  it.each([
    ['success', 'COMPLETED'],
    ['failed-agent', 'FAILED'],
  ] as const)('changes nothing after %s', async (scenario, status) => {
    const { emulator, send } = createTestbed()
    const { runId } = emulator.runs.start({ scenario, age: 60_000 })
    const { body } = await send(`/runs/${runId}/cancel`)
    expect(body).toEqual({ run_id: runId, status, ...finished })
    expect(emulator.runs.get(runId)?.status).toBe(status)
  })

  it('can come too late for a run that still seemed to work', async () => {
    const { emulator, send } = createTestbed()
    const { runId } = emulator.runs.start({ scenario: 'cancelled-too-late', age: 5_000 })
    const { body } = await send(`/runs/${runId}/cancel`)
    expect(body).toEqual({ run_id: runId, status: 'COMPLETED', ...finished })
    expect(emulator.runs.get(runId)).toMatchObject({
      status: 'COMPLETED',
      finished_at: '2026-01-14T12:00:00.000Z',
      result: { products: expect.any(Array) },
    })
  })

  it('is refused for a run that somebody waits for', async () => {
    const { clock, emulator, send } = createTestbed()
    const waiting = send('/automation/run', { url: 'https://tidewater.example/', goal: 'Wait' })
    await expect.poll(() => emulator.runs.list()).toHaveLength(1)
    const runId = emulator.runs.list()[0]?.run_id
    expect((await send(`/runs/${runId}/cancel`)).status).toBe(400)
    clock.advance(60_000)
    expect((await waiting).body.status).toBe('COMPLETED')
  })

  it('is not found for a run that nobody started', async () => {
    expect((await createTestbed().send('/runs/unknown/cancel')).status).toBe(404)
  })

  it('works without HTTP', () => {
    const { emulator } = createTestbed()
    const { runId } = emulator.runs.start()
    expect(emulator.runs.cancel(runId)?.status).toBe('CANCELLED')
  })
})

describe('a cancellation of several runs', () => {
  it('tells what became of each', async () => {
    const { emulator, send } = createTestbed()
    const working = emulator.runs.start().runId
    const done = emulator.runs.start({ age: 60_000 }).runId
    const { body } = await send('/runs/batch/cancel', { run_ids: [working, done, 'unknown'] })
    expect(body).toEqual({
      results: [
        expect.objectContaining({ run_id: working, status: 'CANCELLED', message: null }),
        { run_id: done, status: 'COMPLETED', ...finished },
      ],
      not_found: ['unknown'],
    })
  })

  it('has nothing to say of unknown runs when there are none', async () => {
    const { emulator, send } = createTestbed()
    const run_ids = [emulator.runs.start().runId]
    expect((await send('/runs/batch/cancel', { run_ids })).body.not_found).toBe(null)
  })
})
