import { expect, it } from 'vitest'

import { measureWork } from '../../test/measureWork.js'
import { parseRun } from './parseRun.js'

const list = <T>(length: number, item: T) => Array.from({ length }, () => item)

it.each<[string, () => Record<string, unknown>]>([
  ['2,000,000 steps that are none', () => ({ steps: list(2_000_000, 1) })],
  ['2,000,000 steps', () => ({ steps: list(2_000_000, { action: 'Open' }) })],
  ['100,000,000 holes for steps', () => ({ steps: Array(1e8) })],
  [
    '1,000,000 errors of a schema',
    () => ({ schema_validation: { valid: false, errors: list(1_000_000, { path: 1 }) } }),
  ],
  [
    'an error of 200,000 keys',
    () => ({ error: Object.fromEntries(list(200_000, 1).map((one, index) => [`k${index}`, one])) }),
  ],
])('attack: holds up the thread by a run with %s', (_name, make) => {
  const json = { run_id: 'run-1', status: 'FAILED', ...make() }
  expect(measureWork(() => parseRun(json))).toBeLessThan(500)
})

it('keeps 10,000 steps', () => {
  const steps = list(10_001, { action: 'Open' })
  const run = parseRun({ run_id: 'run-1', status: 'RUNNING', steps })
  expect(run.steps).toHaveLength(10_000)
  expect(run.steps.at(-1)).toMatchObject({ id: '10000', action: 'Open' })
})
