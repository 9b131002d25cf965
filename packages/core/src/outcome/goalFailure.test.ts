import { describe, expect, it } from 'vitest'

import { createRun, fence, getOutcome } from '../../test/outcomes.js'
import { getRunOutcome } from './outcome.js'

describe('goal failures', () => {
  const shapes: [unknown, string][] = [
    [{ status: 'failure', reason: 'Access denied' }, 'Access denied'],
    [{ status: 'FAILED', message: 'No such product' }, 'No such product'],
    [{ status: ' Error ', error_message: 'Blocked' }, 'Blocked'],
    [{ error: 'access_denied' }, 'access_denied'],
    [{ error: 'no_results', reason: 'Nothing matched' }, 'Nothing matched'],
    [{ error: { message: 'Login needed' } }, 'Login needed'],
    [{ error: { code: 7 } }, ''],
    [{ error: true }, ''],
    [{ success: false, reason: 'Sold out' }, 'Sold out'],
    [{ success: false, error_type: 'timeout', partial_results: [] }, 'timeout'],
    [{ status: 'failure' }, ''],
  ]

  it.each(shapes)('finds %j with the reason "%s"', (result, reason) => {
    expect(getOutcome(result)).toEqual({ type: 'goal_failed', reason, data: result })
  })

  it.each([
    ['inside its result key', (shape: unknown) => ({ result: shape, steps: 3 })],
    ['as JSON text', (shape: unknown) => JSON.stringify(shape)],
    ['as fenced JSON text', fence],
    ['as fenced JSON text on one line', (shape: unknown) => `\`\`\`${JSON.stringify(shape)}\`\`\``],
    ['as JSON text inside its result key', (shape: unknown) => ({ result: JSON.stringify(shape) })],
    ['as fenced text inside its result key', (shape: unknown) => ({ result: fence(shape) })],
    ['inside the result key of JSON text', (shape: unknown) => JSON.stringify({ result: shape })],
  ])('finds every shape %s', (_where, wrap) => {
    for (const [shape, reason] of shapes) {
      expect(getOutcome(wrap(shape))).toMatchObject({ type: 'goal_failed', reason })
    }
  })

  it.each([
    [[{ error: 'Timeout' }, { error: 'Blocked' }, { error: 'Timeout' }], 'Timeout, Blocked'],
    [{ results: [{ url: '/a', error: 'Timeout' }] }, 'Timeout'],
    [{ status: 'failure', error: 'none', message: 'Sign in first' }, 'Sign in first'],
    [{ products: [], errors: [{ message: 'Not authorized' }] }, 'Not authorized'],
    [{ response: { success: false, message: 'no' } }, 'no'],
    [{ reason: 'Access denied by the website' }, 'Access denied by the website'],
    [{ data: { output: { error: 'Timeout' } } }, 'Timeout'],
    [`Sorry.\n\n${fence({ status: 'failure', reason: 'Timeout' })}`, 'Timeout'],
  ])('finds the reason in %j, which is "%s"', (result, reason) => {
    expect(getOutcome(result)).toEqual({ type: 'goal_failed', reason, data: result })
  })

  it('have no reason where the host finds one in prose and does not say why', () => {
    const run = createRun({ result: 'Sorry' })
    expect(getRunOutcome(run, { isGoalFailure: () => true })).toEqual({
      type: 'goal_failed',
      reason: '',
      data: 'Sorry',
    })
  })
})
