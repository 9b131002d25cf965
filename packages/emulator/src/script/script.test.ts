import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { getScenario, scenarios } from '../scenarios/scenarios.js'
import { shopping } from '../scenarios/shopping.js'
import type { Script } from './script.js'
import { delayScript, playScript, speedUpScript } from './script.js'

const anyScript = fc.constantFrom(...scenarios).map(({ name }) => getScenario(name).script)
const anyTime = fc.integer({ min: 0, max: 150_000 })
const anyCancellation = fc.option(anyTime, { nil: undefined })

const order = { PENDING: 0, RUNNING: 1, COMPLETED: 2, FAILED: 2, CANCELLED: 2 }

describe('playScript', () => {
  it('never goes back, whatever the scenario and whenever it is cancelled', () => {
    fc.assert(
      fc.property(anyScript, anyTime, anyTime, anyCancellation, (script, a, b, cancelledAt) => {
        const earlier = playScript(script, Math.min(a, b), cancelledAt)
        const later = playScript(script, Math.max(a, b), cancelledAt)
        expect(order[later.status]).toBeGreaterThanOrEqual(order[earlier.status])
        expect(later.steps.length).toBeGreaterThanOrEqual(earlier.steps.length)
        expect(later.stream ?? -1).toBeGreaterThanOrEqual(earlier.stream ?? -1)
      }),
    )
  })

  it('changes nothing after the end but that the recording gets ready', () => {
    fc.assert(
      fc.property(anyScript, anyTime, anyCancellation, (script, elapsed, cancelledAt) => {
        const end = playScript(script, script.endsAt, cancelledAt)
        const later = playScript(script, script.endsAt + elapsed, cancelledAt)
        expect(later).toEqual({ ...end, isRecorded: later.isRecorded })
      }),
    )
  })

  it('has an ending and a time of it exactly when the status says so', () => {
    fc.assert(
      fc.property(anyScript, anyTime, anyCancellation, (script, elapsed, cancelledAt) => {
        const { status, ending, endedAt } = playScript(script, elapsed, cancelledAt)
        const hasEnded = order[status] === 2
        expect(ending?.status).toBe(hasEnded ? status : undefined)
        expect(endedAt !== null).toBe(hasEnded)
      }),
    )
  })

  it('has one step in progress at most, and only while the run is', () => {
    fc.assert(
      fc.property(anyScript, anyTime, anyCancellation, (script, elapsed, cancelledAt) => {
        const { status, steps } = playScript(script, elapsed, cancelledAt)
        const inProgress = steps.filter((step) => step.status === 'RUNNING')
        expect(inProgress).toEqual(status === 'RUNNING' ? steps.slice(-1) : [])
      }),
    )
  })

  it('ignores a cancellation after the end', () => {
    expect(playScript(shopping, 20_000, 19_000).status).toBe('COMPLETED')
  })

  it('keeps the times of a run that waits longer in proportion', () => {
    const late = playScript(delayScript(shopping, 5_000), 17_000)
    expect(late).toMatchObject({ startedAt: 5_800, stream: 0 })
    expect(late.steps).toHaveLength(playScript(shopping, 12_000).steps.length)
  })
})

describe('speedUpScript', () => {
  it('comes to the same, in a part of the time', () => {
    fc.assert(
      fc.property(anyScript, anyTime, fc.integer({ min: 1, max: 1_000 }), (script, time, speed) => {
        const elapsed = Math.floor(time / speed) * speed
        const slow = playScript(script, elapsed)
        // What falls on a part of a millisecond may be told one late.
        const fast = playScript(speedUpScript(script, speed), elapsed / speed + 1)
        expect(order[fast.status]).toBeGreaterThanOrEqual(order[slow.status])
        expect(fast.steps.length).toBeGreaterThanOrEqual(slow.steps.length)
        const end = (played: Script) => playScript(played, 1e9)
        expect(end(speedUpScript(script, speed)).steps.map(({ action }) => action)).toEqual(
          end(script).steps.map(({ action }) => action),
        )
      }),
    )
  })
})
