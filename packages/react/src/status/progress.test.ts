import { describe, expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import { getProgress, getUsual } from './progress.js'

const startedAt = Date.parse('2026-03-01T10:00:05Z')
const after = (seconds: number) => startedAt + seconds * 1_000
const withSteps = (count: number, fields = {}) =>
  makeRun({ steps: Array.from({ length: count }, () => ({ action: 'Look' })), ...fields })

describe('how far a run is', () => {
  it.each([
    ['nothing is known', {}, withSteps(50), 100_000, 'working'],
    ['it has just begun', { expectedDuration: 60_000 }, makeRun(), 10, 'working'],
    ['little is left', { expectedDuration: 60_000 }, makeRun(), 50, 'nearly_done'],
    ['it takes as long as usual', { expectedDuration: 60_000 }, makeRun(), 70, 'nearly_done'],
    ['it takes longer', { expectedDuration: 60_000 }, makeRun(), 80, 'late'],
    ['few steps are left', { expectedSteps: 10 }, withSteps(8), 10, 'nearly_done'],
    ['many steps are left', { expectedSteps: 10 }, withSteps(3), 1_000, 'working'],
    ['there were more steps than usual', { expectedSteps: 10 }, withSteps(30), 10, 'nearly_done'],
    [
      'it is late, with steps left',
      { expectedDuration: 60_000, expectedSteps: 10 },
      withSteps(3),
      80,
      'late',
    ],
    [
      'the time is nearly over, with steps left',
      { expectedDuration: 60_000, expectedSteps: 10 },
      withSteps(3),
      55,
      'working',
    ],
    [
      'steps are withheld',
      { expectedDuration: 60_000, expectedSteps: 10 },
      makeRun(),
      55,
      'nearly_done',
    ],
    [
      'it waits',
      { expectedDuration: 1 },
      makeRun({ status: 'PENDING', started_at: null }),
      999,
      'waiting',
    ],
    ['it is over', { expectedDuration: 1 }, makeCompletedRun(null), 999, 'over'],
    [
      'nobody knows since when',
      { expectedDuration: 60_000 },
      makeRun({ started_at: null }),
      55,
      'working',
    ],
  ] as const)('when %s', (_what, expectation, run, seconds, progress) => {
    expect(getProgress(run, expectation, after(seconds))).toBe(progress)
  })

  it('is not told by time where there is no clock yet', () => {
    expect(getProgress(makeRun(), { expectedDuration: 1 }, null)).toBe('working')
  })
})

describe('what is usual', () => {
  const seen = { usual_duration_ms: 90_000, usual_steps: 12 }

  it('is what the handler has seen, unless the host says something else', () => {
    expect(getUsual(makeRun(seen), {})).toEqual({ duration: 90_000, steps: 12 })
    expect(getUsual(makeRun(seen), { expectedDuration: 1_000 })).toEqual({
      duration: 1_000,
      steps: 12,
    })
    expect(getUsual(makeRun(), {})).toEqual({ duration: undefined, steps: undefined })
  })

  it.each([Number.NaN, Infinity, -1, 0, '60000' as unknown as number, null as unknown as number])(
    'is not %j',
    (expectedDuration) => {
      expect(getUsual(makeRun(), { expectedDuration }).duration).toBe(undefined)
      expect(getUsual(makeRun(seen), { expectedDuration }).duration).toBe(90_000)
    },
  )
})
