import { describe, expect, it } from 'vitest'

import completed from '../../test/payloads/run.completed.json'
import docsRun from '../../test/payloads/run.docs-mino-2026.json'
import systemFailure from '../../test/payloads/run.failed.system.json'
import { createRun } from '../../test/outcomes.js'
import { parseRun } from '../run/parseRun.js'
import { getRunOutcome } from './outcome.js'

describe('by status', () => {
  it.each([
    ['PENDING', { type: 'pending' }],
    ['RUNNING', { type: 'running' }],
    ['CANCELLED', { type: 'cancelled' }],
    ['PAUSED', { type: 'unknown', status: 'PAUSED' }],
    ['constructor', { type: 'unknown', status: 'constructor' }],
  ])('tells of %s %j, whatever the result holds', (status, outcome) => {
    expect(getRunOutcome(createRun({ status, result: { status: 'failure' } }))).toEqual(outcome)
  })

  it('gives the result of the published completed run', () => {
    const run = parseRun(completed)
    expect(getRunOutcome(run)).toEqual({ type: 'succeeded', data: completed.result })
  })

  it('says that a result is withheld, not that there is none', () => {
    const fields = { status: 'COMPLETED', result_withheld: true }
    expect(getRunOutcome(createRun(fields))).toEqual({ type: 'withheld' })
    expect(getRunOutcome(createRun({ ...fields, status: 'RUNNING' })).type).toBe('running')
    expect(getRunOutcome(createRun({ ...fields, result_withheld: 'yes' })).type).toBe('no_result')
  })

  it('does not take the empty result of the published docs run for a success', () => {
    expect(getRunOutcome(parseRun(docsRun))).toEqual({ type: 'no_result', reason: 'empty' })
  })
})

describe('failed runs', () => {
  it('tells of the published failure that it may be repeated, and when', () => {
    const run = parseRun(systemFailure)
    expect(getRunOutcome(run)).toEqual({
      type: 'failed',
      error: run.error,
      retryable: true,
      retryAfter: 60_000,
    })
  })

  it.each([
    [1e308, 3_600_000],
    [86_400, 3_600_000],
    [-1, 0],
  ])('attack: asks for a wait of %d seconds before a retry', (retry_after, retryAfter) => {
    const error = { message: 'x', category: 'SYSTEM_FAILURE', retry_after }
    expect(getRunOutcome(createRun({ status: 'FAILED', error }))).toMatchObject({ retryAfter })
  })

  it.each([
    ['AGENT_FAILURE', false],
    ['BILLING_FAILURE', false],
    ['agent_failure', false],
    ['SYSTEM_FAILURE', true],
    ['UNKNOWN', true],
    ['SOMETHING_NEW', true],
  ])('tells of the category %s that retryable is %s', (category, retryable) => {
    const run = createRun({ status: 'FAILED', error: { message: 'x', category } })
    expect(getRunOutcome(run)).toMatchObject({ type: 'failed', retryable, retryAfter: null })
  })

  it('has a failure to show even when the API gives none', () => {
    expect(getRunOutcome(createRun({ status: 'FAILED' }))).toMatchObject({
      type: 'failed',
      error: { message: '', category: 'UNKNOWN' },
      retryable: true,
    })
  })
})

describe("the API's own schema check", () => {
  const schema_validation = {
    valid: false,
    errors: [
      { path: 'price', message: 'must be a number' },
      { path: 'name', expected: 'string', received: 'null' },
    ],
  }

  it('makes the result invalid', () => {
    const run = createRun({ result: { price: 'x' }, schema_validation })
    expect(getRunOutcome(run)).toEqual({
      type: 'invalid_result',
      issues: [
        { path: 'price', message: 'must be a number' },
        { path: 'name', message: 'expected string, received null' },
      ],
      data: { price: 'x' },
    })
  })

  it('yields to a goal failure and to an empty result', () => {
    const failure = createRun({ result: { success: false }, schema_validation })
    expect(getRunOutcome(failure).type).toBe('goal_failed')
    expect(getRunOutcome(createRun({ result: {}, schema_validation })).type).toBe('no_result')
  })
})

describe('isGoalFailure', () => {
  const run = createRun({ result: { available: false, reason: 'Sold out' } })

  it.each<[boolean | string, object]>([
    ['Not in stock', { type: 'goal_failed', reason: 'Not in stock' }],
    [true, { type: 'goal_failed', reason: 'Sold out' }],
    [false, { type: 'succeeded' }],
    ['', { type: 'succeeded' }],
  ])('is believed when it answers %j', (answer, outcome) => {
    expect(getRunOutcome(run, { isGoalFailure: () => answer })).toMatchObject(outcome)
  })

  it('replaces the default detector', () => {
    const failure = createRun({ result: { status: 'failure' } })
    expect(getRunOutcome(failure, { isGoalFailure: () => false }).type).toBe('succeeded')
  })

  it('is asked about an absent result, too', () => {
    expect(getRunOutcome(createRun(), { isGoalFailure: (result) => result === null }).type).toBe(
      'goal_failed',
    )
  })

  it.each([
    [
      'boom',
      () => {
        throw new Error('boom')
      },
    ],
    ['asynchronous', () => Promise.resolve(true) as unknown as boolean],
  ])('does not throw through when it is broken (%s)', (text, isGoalFailure) => {
    expect(getRunOutcome(run, { isGoalFailure })).toMatchObject({
      type: 'invalid_result',
      issues: [{ path: '', message: expect.stringContaining(text) }],
    })
  })
})
