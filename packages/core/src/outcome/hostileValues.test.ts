import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createHostileRun, hostileValue } from '../../test/hostileValues.js'
import { measureWork } from '../../test/measureWork.js'
import { FishbowlError } from '../errors.js'
import { parseRun, tryParseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { getRunOutcome } from './outcome.js'
import { unwrapResult } from './resultLayers.js'

/** Milliseconds of work for one value of up to some megabytes. */
const MOST_WORK = 500
const settings = { numRuns: 100 }

function withoutThrowing<T>(work: () => T): T {
  let made: T | undefined
  const time = measureWork(() => {
    made = work()
  })
  expect(time).toBeLessThan(MOST_WORK)
  return made as T
}

describe('attack: a value that is deep, wide, sparse, throwing or huge', () => {
  it('throws anything but a FishbowlError out of parseRun', () => {
    fc.assert(
      fc.property(fc.oneof(createHostileRun(hostileValue), hostileValue), (make) => {
        const json = make()
        const thrown = withoutThrowing(() => {
          try {
            return void parseRun(json)
          } catch (error) {
            return error
          }
        })
        expect(thrown === undefined || FishbowlError.isInstance(thrown)).toBe(true)
      }),
      settings,
    )
  })

  it('throws out of the outcome of a run', () => {
    fc.assert(
      fc.property(createHostileRun(hostileValue), (make) => {
        const json = make()
        const run = tryParseRun(json)
        if (!run) return
        const outcome = withoutThrowing(() => getRunOutcome(run))
        expect(typeof outcome.type).toBe('string')
      }),
      settings,
    )
  })

  it('throws out of the outcome, or of the data in a result', () => {
    const run = parseRun({ run_id: 'run-1', status: 'COMPLETED' })
    fc.assert(
      fc.property(hostileValue, (make) => {
        const result = make()
        const withResult: Run = { ...run, result }
        expect(withoutThrowing(() => getRunOutcome(withResult))).toHaveProperty('type')
        expect(() => withoutThrowing(() => unwrapResult(result))).not.toThrow()
      }),
      settings,
    )
  })
})
