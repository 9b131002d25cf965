import { screen } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { advance, aPoll, createTestbed, settle } from '../../test/createTestbed.js'
import type { UseRunBatchOptions, UseRunBatchResult } from './useRunBatch.js'
import { useRunBatch } from './useRunBatch.js'

interface ProbeProps {
  runIds: readonly string[]
  options?: UseRunBatchOptions
  onResult?: (result: UseRunBatchResult) => void
}

function Probe({ runIds, options, onResult }: ProbeProps) {
  const result = useRunBatch(runIds, options)
  onResult?.(result)
  const { counts, errors, isLoading } = result
  return (
    <output>
      {counts.total} of {runIds.length} {JSON.stringify(counts.byOutcome)} {errors.size} failed{' '}
      {isLoading ? 'loading' : 'ready'}
    </output>
  )
}

const shown = () => screen.getByRole('status').textContent

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('useRunBatch', () => {
  it('reads 250 runs with three requests, and counts what they came to', async () => {
    const testbed = createTestbed()
    const scenarios = ['success', 'goal-failed', 'failed-system', 'cancelled', 'queued'] as const
    const runIds = Array.from({ length: 250 }, (_, index) => {
      const scenario = scenarios[index % 5] ?? 'success'
      const age = scenario === 'queued' ? 0 : 3_600_000
      return testbed.emulator.runs.start({ scenario, age }).runId
    })
    const onResult = vi.fn<(result: UseRunBatchResult) => void>()
    testbed.render(<Probe runIds={runIds} onResult={onResult} />)
    expect(shown()).toBe('0 of 250 {} 0 failed loading')
    await settle()
    expect(testbed.requests).toHaveLength(3)
    const { runs, counts, outcomes, isLoading } = onResult.mock.lastCall![0]
    expect([...runs.keys()]).toEqual(runIds)
    expect(counts.byStatus).toEqual({ COMPLETED: 100, FAILED: 50, CANCELLED: 50, PENDING: 50 })
    expect(counts.byOutcome).toEqual({
      succeeded: 50,
      goal_failed: 50,
      failed: 50,
      cancelled: 50,
      pending: 50,
    })
    expect(outcomes.get(runIds[1]!)?.type).toBe('goal_failed')
    expect(isLoading).toBe(false)
  })

  it('asks only for runs that have not settled', async () => {
    const testbed = createTestbed()
    const settled = testbed.emulator.runs.start({ age: 3_600_000 }).runId
    const active = testbed.emulator.runs.start({ scenario: 'queued' }).runId
    testbed.render(<Probe runIds={[settled, active]} />)
    await settle()
    testbed.requests.length = 0
    await advance(3 * aPoll)
    expect(new Set(testbed.requests)).toEqual(new Set([`GET /runs/${active}`]))
  })

  it('renders nothing and keeps every reference when a poll brings nothing new', async () => {
    const testbed = createTestbed()
    const runIds = Array.from(
      { length: 20 },
      () => testbed.emulator.runs.start({ scenario: 'queued' }).runId,
    )
    const onRender = vi.fn()
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <Probe runIds={runIds} />
      </Profiler>,
    )
    await settle()
    onRender.mockClear()
    await advance(3 * aPoll)
    expect(testbed.requests.length).toBeGreaterThanOrEqual(3)
    expect(onRender).not.toHaveBeenCalled()
  })

  it('renders once for all that a request brings, and keeps the runs that did not change', async () => {
    const testbed = createTestbed()
    const runIds = Array.from(
      { length: 20 },
      () => testbed.emulator.runs.start({ scenario: 'queued' }).runId,
    )
    const onRender = vi.fn()
    const onResult = vi.fn<(result: UseRunBatchResult) => void>()
    testbed.render(
      <Profiler id="probe" onRender={onRender}>
        <Probe runIds={runIds} onResult={onResult} />
      </Profiler>,
    )
    await settle()
    const before = onResult.mock.lastCall![0]
    onRender.mockClear()
    for (const runId of runIds.slice(0, 10)) testbed.emulator.runs.cancel(runId)
    await advance(aPoll)
    expect(onRender).toHaveBeenCalledTimes(1)
    const after = onResult.mock.lastCall![0]
    expect(after.counts.byOutcome).toEqual({ cancelled: 10, pending: 10 })
    const kept = runIds.filter((runId) => after.runs.get(runId) === before.runs.get(runId))
    expect(kept).toEqual(runIds.slice(10))
    expect(after.outcomes.get(kept[0]!)).toBe(before.outcomes.get(kept[0]!))
  })

  it('is not restarted by a new array of the same ids', async () => {
    const testbed = createTestbed()
    const runIds = [testbed.emulator.runs.start({ scenario: 'queued' }).runId]
    const { rerender } = testbed.render(<Probe runIds={[...runIds]} />)
    await settle()
    for (let count = 0; count < 5; count += 1) rerender(<Probe runIds={[...runIds]} />)
    await settle()
    expect(testbed.requests).toHaveLength(1)
  })

  it('reads only what is new when ids are added', async () => {
    const testbed = createTestbed()
    const start = () => testbed.emulator.runs.start({ scenario: 'queued' }).runId
    const [first, second] = [start(), start()]
    const { rerender } = testbed.render(<Probe runIds={[first]} />)
    await settle()
    rerender(<Probe runIds={[first, second]} />)
    await settle()
    expect(testbed.requests).toEqual([`GET /runs/${first}`, `GET /runs/${second}`])
    expect(shown()).toContain('2 of 2')
  })

  it('tells which runs cannot be read, and shows the others', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start({ scenario: 'queued' })
    const onResult = vi.fn<(result: UseRunBatchResult) => void>()
    testbed.render(<Probe runIds={[runId, 'unknown', '../admin']} onResult={onResult} />)
    await settle()
    const { runs, errors, isLoading } = onResult.mock.lastCall![0]
    expect([...runs.keys()]).toEqual([runId])
    expect([...errors].map(([id, { code }]) => [id, code])).toEqual([
      ['unknown', 'not_found'],
      ['../admin', 'invalid_input'],
    ])
    expect(isLoading).toBe(false)
  })

  it('reads nothing while it is switched off, or without ids', async () => {
    const testbed = createTestbed()
    const { runId } = testbed.emulator.runs.start()
    const { rerender } = testbed.render(<Probe runIds={[runId]} options={{ enabled: false }} />)
    await advance(10_000)
    rerender(<Probe runIds={[]} />)
    await advance(10_000)
    expect(testbed.requests).toEqual([])
    expect(shown()).toBe('0 of 0 {} 0 failed ready')
  })

  it('asks once in StrictMode, and stops when it is unmounted', async () => {
    const testbed = createTestbed()
    const runIds = [1, 2].map(() => testbed.emulator.runs.start({ scenario: 'queued' }).runId)
    const { unmount } = testbed.render(
      <StrictMode>
        <Probe runIds={runIds} />
      </StrictMode>,
    )
    await settle()
    expect(testbed.requests).toEqual(['POST /runs/batch'])
    unmount()
    await advance(60_000)
    expect(testbed.requests).toHaveLength(1)
  })
})
