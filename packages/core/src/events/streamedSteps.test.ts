import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { measureWork } from '../../test/measureWork.js'
import { parseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { applyRunEvent } from './applyRunEvent.js'
import type { RunEvent } from './runEvent.js'

const queued = parseRun({ run_id: 'r1', status: 'PENDING' })
const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString()
const progress = (purpose: string, second: number | null): RunEvent => ({
  type: 'PROGRESS',
  runId: 'r1',
  purpose,
  tinyfishApi: null,
  timestamp: second === null ? null : at(second),
})
const fold = (run: Run, events: readonly RunEvent[]) => events.reduce(applyRunEvent, run)
const numbers = (length: number) => Array.from({ length }, (_, index) => index)

const eventsOf = fc.array(
  fc
    .tuple(fc.constantFrom('Open', 'Read', 'Scroll'), fc.option(fc.nat(8)))
    .map(([purpose, second]) => progress(purpose, second)),
  { maxLength: 12 },
)
const read = parseRun({
  run_id: 'r1',
  status: 'RUNNING',
  steps: [
    { id: 'evt_1', timestamp: at(2), status: 'COMPLETED', action: 'Open', duration: '1.0s' },
    { timestamp: at(4), status: 'COMPLETED', action: 'Look' },
    { id: 'evt_3', timestamp: at(6), status: 'RUNNING', action: 'Read' },
  ],
})

describe('the steps of a stream', () => {
  it('are the same whether they are looked at after each event or only at the end', () => {
    fc.assert(
      fc.property(fc.constantFrom(queued, read), eventsOf, (begun, events) => {
        let looked = begun
        for (const event of events) {
          looked = applyRunEvent(looked, event)
          void looked.steps
        }
        const { steps } = fold(begun, events)
        expect(steps).toEqual(looked.steps)
        expect(steps.map(({ id }, index) => /^\d+$/.test(id) && id !== String(index + 1))).toEqual(
          steps.map(() => false),
        )
      }),
    )
  })

  it('stay as they were in a run that was handed out, whatever comes after it', () => {
    fc.assert(
      fc.property(eventsOf, eventsOf, eventsOf, (events, after, other) => {
        const run = fold(queued, events)
        const branch = fold(run, after)
        const expected = fold(queued, [...events, ...other]).steps
        // The run itself has not been looked at yet, and its index went on with `after`.
        expect(fold(run, other).steps).toEqual(expected)
        expect(branch.steps).toEqual(fold(queued, [...events, ...after]).steps)
        expect(run.steps).toEqual(fold(queued, events).steps)
        expect(run.steps).toBe(run.steps)
      }),
    )
  })

  it('are among the fields that a copy of the run takes', () => {
    const run = fold(queued, [progress('Open', 1)])
    expect({ ...run }.steps).toHaveLength(1)
    expect(JSON.parse(JSON.stringify(run))).toMatchObject({ steps: [{ action: 'Open' }] })
  })

  it.each<[string, (index: number, count: number) => number | null]>([
    ['in order', (index) => index],
    ['backwards', (index, count) => count - index],
    ['in any order', (index, count) => (index * 7_919) % count],
    ['without times', () => null],
  ])('attack: holds up the thread with a burst of 10,000 events %s', (_name, getSecond) => {
    const events = numbers(10_000).map((n) => progress(`step ${n}`, getSecond(n, 10_000)))
    const work = measureWork(() => {
      const run = fold(queued, [...events, ...events.slice(5_000)])
      expect(run.steps.length).toBeGreaterThanOrEqual(10_000)
    })
    // An idle core takes 0.1 s. To copy and compare all steps for each event took over 45 s.
    expect(work).toBeLessThan(900)
  })
})
