import { expect, it } from 'vitest'

import { answers, emptyResults, missedGoals } from '../../test/outcomeCorpus.js'
import { getOutcome } from '../../test/outcomes.js'

it.each(missedGoals)('finds the goal missed by %j (%s)', (result) => {
  expect(getOutcome(result).type).toBe('goal_failed')
})

it.each(emptyResults)('finds nothing in %j (%s)', (result) => {
  expect(getOutcome(result).type).toBe('no_result')
})

it.each(answers)('takes %j for an answer (%s)', (result) => {
  expect(getOutcome(result)).toEqual({ type: 'succeeded', data: result })
})

it('knows at least as many false friends as failures', () => {
  expect(answers.length).toBeGreaterThanOrEqual(missedGoals.length)
  expect(missedGoals.length + emptyResults.length + answers.length).toBeGreaterThanOrEqual(150)
})
