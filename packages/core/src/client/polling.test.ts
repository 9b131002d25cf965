import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import running from '../../test/payloads/run.running.json'
import type { FishbowlErrorCode } from '../errors.js'
import { FishbowlError } from '../errors.js'
import { parseRun } from '../run/parseRun.js'
import type { PollContext } from './polling.js'
import { getPollDelay } from './polling.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const now = Date.UTC(2026, 0, 14, 10)

function createRun(fields: Record<string, unknown> = {}) {
  return parseRun({ ...running, ...fields })
}

function createError(code: FishbowlErrorCode, retryAfter?: number) {
  return new FishbowlError({ code, message: 'x', retryAfter })
}

function about(expected: number) {
  return (delay: unknown) =>
    typeof delay === 'number' && delay >= expected * 0.9 && delay <= expected * 1.1
}

describe('pace', () => {
  it.each([
    [0, 3 * SECOND],
    [10 * MINUTE - 1, 3 * SECOND],
    [10 * MINUTE, 10 * SECOND],
    [HOUR - 1, 10 * SECOND],
    [HOUR, 60 * SECOND],
    [24 * HOUR - 1, 60 * SECOND],
    // The clock was set back while the run was watched.
    [-HOUR, 3 * SECOND],
  ])('after %d ms of watching is about %d ms', (watched, expected) => {
    expect(getPollDelay(createRun(), { now, watchedSince: now - watched })).toSatisfy(
      about(expected),
    )
  })

  it('ends after a day of watching', () => {
    expect(getPollDelay(createRun(), { now, watchedSince: now - 24 * HOUR })).toBe(false)
    expect(getPollDelay(null, { now, watchedSince: now - 24 * HOUR })).toBe(false)
  })

  it('goes by the age of the run when the start of watching is not known', () => {
    const created_at = new Date(now - 11 * MINUTE).toISOString()
    expect(getPollDelay(createRun({ created_at }), { now })).toSatisfy(about(10 * SECOND))
    expect(getPollDelay(createRun({ created_at: 'foo' }), { now })).toSatisfy(about(3 * SECOND))
  })

  it.each([null, undefined])('is quick before the first answer (%s)', (run) => {
    expect(getPollDelay(run)).toSatisfy(about(3 * SECOND))
  })

  it('goes on with a status that it does not know', () => {
    expect(getPollDelay(createRun({ status: 'PAUSED' }))).toSatisfy(about(3 * SECOND))
  })
})

describe('settled runs', () => {
  it.each([
    { status: 'FAILED' },
    { status: 'CANCELLED' },
    { status: 'COMPLETED', result: {} },
    { status: 'COMPLETED', result: false },
    // The result never comes to a viewer who may not see it.
    { status: 'COMPLETED', result: null, result_withheld: true },
  ])('are not read again: %j', (fields) => {
    expect(getPollDelay(createRun(fields), { now, watchedSince: now })).toBe(false)
  })

  it('are read three more times when completed without a result', () => {
    const run = createRun({ status: 'COMPLETED', result: null })
    expect(getPollDelay(run)).toSatisfy(about(3 * SECOND))
    expect(getPollDelay(run, { settledReads: 2 })).toSatisfy(about(3 * SECOND))
    expect(getPollDelay(run, { settledReads: 3 })).toBe(false)
  })

  it('are read again quickly for a late result, however long the run took', () => {
    const run = createRun({ status: 'COMPLETED' })
    expect(getPollDelay(run, { now, watchedSince: now - 2 * HOUR })).toSatisfy(about(3 * SECOND))
  })

  it.each(['COMPLETED', 'FAILED'])('are read ten more times for a recording: %s', (status) => {
    const run = createRun({ status, result: {} })
    const context = { now, watchedSince: now - 2 * HOUR, awaitsRecording: true }
    expect(getPollDelay(run, context)).toSatisfy(about(3 * SECOND))
    expect(getPollDelay(run, { ...context, settledReads: 9 })).toSatisfy(about(3 * SECOND))
    expect(getPollDelay(run, { ...context, settledReads: 10 })).toBe(false)
  })

  it.each([
    { status: 'COMPLETED', result: {}, video_url: 'https://storage.example/run.webm' },
    { status: 'CANCELLED' },
  ])('are not read again for a recording that is there or will never be: %j', (fields) => {
    expect(getPollDelay(createRun(fields), { awaitsRecording: true })).toBe(false)
  })

  it('wait for a late result no longer when the recording was quicker', () => {
    const run = createRun({ status: 'COMPLETED', video_url: 'https://storage.example/run.webm' })
    const context = { awaitsRecording: true, settledReads: 2 }
    expect(getPollDelay(run, context)).toSatisfy(about(3 * SECOND))
    expect(getPollDelay(run, { ...context, settledReads: 3 })).toBe(false)
  })

  it('are not read again because of an error', () => {
    const context = { error: createError('network_error'), failureCount: 1 }
    expect(getPollDelay(createRun({ status: 'FAILED' }), context)).toBe(false)
  })
})

describe('errors', () => {
  it.each<FishbowlErrorCode>([
    'invalid_input',
    'bad_request',
    'unauthorized',
    'payment_required',
    'forbidden',
    'not_found',
    'gone',
  ])('stop polling on %s', (code) => {
    expect(getPollDelay(createRun(), { error: createError(code), failureCount: 1 })).toBe(false)
  })

  it.each([
    [1, 3 * SECOND],
    [2, 6 * SECOND],
    [3, 12 * SECOND],
    [4, 24 * SECOND],
  ])('back off: after %d failures in a row about %d ms', (failureCount, expected) => {
    const context = { error: createError('server_error'), failureCount }
    expect(getPollDelay(createRun(), context)).toSatisfy(about(expected))
  })

  it('back off to a minute at most, and give up after twelve', () => {
    const error = createError('network_error')
    expect(getPollDelay(createRun(), { error, failureCount: 11 })).toBe(MINUTE)
    expect(getPollDelay(createRun(), { error, failureCount: 12 })).toBe(false)
  })

  it('give up after five answers that cannot be read', () => {
    const error = createError('invalid_response')
    expect(getPollDelay(createRun(), { error, failureCount: 4 })).toSatisfy(about(24 * SECOND))
    expect(getPollDelay(createRun(), { error, failureCount: 5 })).toBe(false)
  })

  it('wait for as long as the server asks', () => {
    const context = { error: createError('rate_limited', 90 * SECOND), failureCount: 1 }
    expect(getPollDelay(createRun(), context)).toBe(90 * SECOND)
  })

  it('wait no longer than an hour, whatever the server asks', () => {
    const context = { error: createError('rate_limited', 1e15), failureCount: 1 }
    expect(getPollDelay(createRun(), context)).toBe(3_600_000)
  })

  it('of an unknown kind are retried', () => {
    expect(getPollDelay(createRun(), { error: new TypeError('x') })).toSatisfy(about(3 * SECOND))
  })
})

describe('jitter', () => {
  it('spreads different runs', () => {
    const delays = new Set<number | false>()
    for (let index = 0; index < 100; index++) {
      delays.add(getPollDelay(createRun({ run_id: `run-${index}` }), { now, watchedSince: now }))
    }
    expect(delays.size).toBeGreaterThan(50)
  })

  it('is the same whenever it is asked for within a second', () => {
    const delays = [0, 1, 500, 999].map((passed) =>
      getPollDelay(createRun(), { now: now + passed, watchedSince: now }),
    )
    expect(new Set(delays).size).toBe(1)
  })

  it('is the same for the same arguments, and stays within 10 %', () => {
    const context: fc.Arbitrary<PollContext> = fc.record({
      now: fc.integer({ min: now, max: now + 10 * MINUTE - 1 }),
      watchedSince: fc.constant(now),
      failureCount: fc.nat(),
    })
    fc.assert(
      fc.property(fc.uuid(), context, (run_id, given) => {
        const delay = getPollDelay(createRun({ run_id }), given)
        expect(delay).toSatisfy(about(3 * SECOND))
        expect(getPollDelay(createRun({ run_id }), given)).toBe(delay)
      }),
    )
  })
})
