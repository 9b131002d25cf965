import { getRunOutcome } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { makeCompletedRun, makeRun } from '../../test/makeRun.js'
import type { NextStep, Trouble } from './nextStep.js'
import { getNextStep, getRunTrouble } from './nextStep.js'

const everything = () => true
const only =
  (...steps: NextStep[]) =>
  (step: NextStep) =>
    steps.includes(step)

/** What is offered where all can be done, and where the host does no more than to run again and to read. */
const table: Record<Trouble, [best: NextStep | undefined, least: NextStep | undefined]> = {
  SYSTEM_FAILURE: ['runAgain', 'runAgain'],
  UNKNOWN: ['runAgain', 'runAgain'],
  AGENT_FAILURE: ['editGoal', 'runAgain'],
  BILLING_FAILURE: ['addCredit', 'runAgain'],
  goal_failed: ['editGoal', 'runAgain'],
  no_result: ['editGoal', 'runAgain'],
  invalid_result: ['editGoal', 'runAgain'],
  cancelled: ['runAgain', 'runAgain'],
  unauthorized: ['signIn', 'readAgain'],
  payment_required: ['addCredit', 'readAgain'],
  forbidden: ['requestAccess', undefined],
  not_found: ['requestAccess', undefined],
  gone: [undefined, undefined],
  invalid_input: [undefined, undefined],
  bad_request: [undefined, undefined],
  rate_limited: ['readAgain', 'readAgain'],
  timeout: ['readAgain', 'readAgain'],
  server_error: ['readAgain', 'readAgain'],
  unavailable: ['readAgain', 'readAgain'],
  network_error: ['readAgain', 'readAgain'],
  invalid_response: ['readAgain', 'readAgain'],
}

describe('the one thing to do', () => {
  it.each(Object.entries(table) as [Trouble, (typeof table)[Trouble]][])(
    'after %s',
    (trouble, [best, least]) => {
      expect(getNextStep(trouble, everything)).toBe(best)
      expect(getNextStep(trouble, only('runAgain', 'readAgain'))).toBe(least)
      expect(getNextStep(trouble, () => false)).toBe(undefined)
    },
  )
})

describe('what went wrong with a run', () => {
  const failed = (category: string) =>
    makeRun({ status: 'FAILED', error: { message: 'x', category } })

  it.each([
    [failed('SYSTEM_FAILURE'), 'SYSTEM_FAILURE'],
    [failed('agent_failure'), 'AGENT_FAILURE'],
    [failed('ROBOT_FAILURE'), 'UNKNOWN'],
    [failed('constructor'), 'UNKNOWN'],
    [makeRun({ status: 'FAILED', error: null }), 'UNKNOWN'],
    [makeRun({ status: 'CANCELLED' }), 'cancelled'],
    [makeCompletedRun({ success: false }), 'goal_failed'],
    [makeCompletedRun(null), 'no_result'],
    [makeCompletedRun({ price: 1 }), undefined],
    [makeCompletedRun(null, { result_withheld: true }), undefined],
    [makeRun(), undefined],
    [makeRun({ status: 'PAUSED' }), undefined],
  ])('is told by what it came to: %#', (run, trouble) => {
    expect(getRunTrouble(getRunOutcome(run))).toBe(trouble)
  })
})
