import { describe, expect, it } from 'vitest'

import { parseRun } from './parseRun.js'
import { getRunPageUrl, isRunId, isTerminal } from './run.js'

describe('isTerminal', () => {
  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('is true for %s', (status) => {
    expect(isTerminal(status)).toBe(true)
  })

  it.each(['PENDING', 'RUNNING', 'PAUSED', '', 'constructor', '__proto__'])(
    'is false for "%s"',
    (status) => {
      expect(isTerminal(status)).toBe(false)
    },
  )
})

describe('isRunId', () => {
  it.each(['a', 'run_123', '55c819e7-95be-4ca3-ba18-1b1cc23407a9', 'x'.repeat(128)])(
    'accepts %s',
    (id) => {
      expect(isRunId(id)).toBe(true)
    },
  )

  it.each([
    '',
    '..',
    '%2e%2e',
    'a/b',
    'a?x',
    'a#',
    'a\\..\\b',
    'a\n',
    'a b',
    'é',
    'x'.repeat(129),
    42,
    null,
    undefined,
    ['a'],
    {},
  ])('refuses the path traversal or non-id %j', (value) => {
    expect(isRunId(value)).toBe(false)
  })
})

it('stays on the page of a run, whatever the id is', () => {
  expect(getRunPageUrl('run_1-a')).toBe('https://agent.tinyfish.ai/runs/run_1-a')
  expect(getRunPageUrl('../../x?y#z')).toBe('https://agent.tinyfish.ai/runs/..%2F..%2Fx%3Fy%23z')
})

describe('what is usual for a run', () => {
  const parse = (fields: object) => parseRun({ run_id: 'run-1', status: 'RUNNING', ...fields })

  it('is read where the handler says it, and is not there otherwise', () => {
    expect(parse({ usual_duration_ms: 42_000, usual_steps: 7 })).toMatchObject({
      usualDurationMs: 42_000,
      usualSteps: 7,
    })
    expect(parse({ usual_duration_ms: 'long', usual_steps: null })).toEqual(parse({}))
  })
})
