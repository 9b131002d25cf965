import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { hostileJson, hostileValue } from '../../test/hostileValues.js'
import { measureWork } from '../../test/measureWork.js'
import { parseRun } from '../run/parseRun.js'
import { toJsonText } from './json.js'
import { getResultStart, getResultText } from './resultText.js'

/** Characters that are asked for of a value that may be endless. */
const MOST = 100_000

it('attack: makes JSON throw, or go on without end, by any value', () => {
  fc.assert(
    fc.property(hostileValue, (make) => {
      const value = make()
      let text = ''
      expect(measureWork(() => (text = toJsonText(value, MOST)))).toBeLessThan(500)
      // One text or key is not cut in two.
      expect(text.length).toBeLessThan(MOST + 2_100_000)
      expect(() => void JSON.parse(text)).not.toThrow()
    }),
    { numRuns: 40 },
  )
})

it('attack: has the text of a result throw, or differ from what was sent', () => {
  const run = parseRun({ run_id: 'run-1', status: 'COMPLETED' })
  fc.assert(
    fc.property(hostileValue, (make) => {
      const result = make()
      expect(() => getResultStart({ ...run, result }, MOST)).not.toThrow()
    }),
    { numRuns: 60 },
  )
  fc.assert(
    fc.property(hostileJson, (make) => {
      const result = make()
      const text = getResultText({ ...run, result })
      expect(toJsonText(JSON.parse(text))).toBe(toJsonText(result ?? null))
    }),
    { numRuns: 40 },
  )
})
