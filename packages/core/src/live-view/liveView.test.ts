import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import completed from '../../test/payloads/run.completed.json'
import running from '../../test/payloads/run.running.json'
import { parseRun } from '../run/parseRun.js'
import type { LiveView, LiveViewOptions } from './liveView.js'
import { getLiveView } from './liveView.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const finishedAt = Date.UTC(2026, 0, 14, 10, 31, 30)
const frame = {
  href: 'https://stream.agent.tinyfish.ai/session/xyz',
  origin: 'https://stream.agent.tinyfish.ai',
}

function view(fields: Record<string, unknown>, options: Partial<LiveViewOptions> = {}) {
  return getLiveView(parseRun({ ...completed, ...fields }), { now: finishedAt, ...options })
}

describe('without a URL', () => {
  it.each([null, undefined, parseRun({ ...completed, streaming_url: null })])('is none', (run) => {
    expect(getLiveView(run, { now: finishedAt })).toEqual({ state: 'none' })
  })

  it('is none for a run that the host wrote without one', () => {
    const run = { ...parseRun(running), streamingUrl: undefined as never }
    expect(getLiveView(run, { now: finishedAt })).toEqual({ state: 'none' })
  })
})

describe('during the run', () => {
  it.each(['PENDING', 'RUNNING', 'running'])('is live while %s', (status) => {
    const run = parseRun({ ...running, status })
    expect(getLiveView(run, { now: finishedAt })).toEqual({ state: 'live', ...frame })
  })

  it('has no deadline', () => {
    expect(getLiveView(parseRun(running), { now: finishedAt + 365 * DAY }).state).toBe('live')
    expect(getLiveView(parseRun(running), { now: Number.NaN }).state).toBe('live')
  })
})

describe('after the run', () => {
  it.each(['COMPLETED', 'FAILED', 'CANCELLED'])('may be replayed for 24 hours if %s', (status) => {
    const until = finishedAt + DAY
    const replayable = { state: 'replayable', until, basis: 'finished_at', ...frame }
    expect(view({ status }, { now: finishedAt })).toEqual(replayable)
    expect(view({ status }, { now: until - 1 })).toEqual(replayable)
    expect(view({ status }, { now: until })).toEqual({ state: 'expired', since: until })
  })

  it('takes the finish time as UTC when it has no zone', () => {
    expect(view({ finished_at: '2026-01-14 10:31:30.000999' })).toMatchObject({
      until: finishedAt + DAY,
    })
  })

  it('goes by the moment at which the end was seen when there is no finish time', () => {
    const observedFinishedAt = finishedAt - HOUR
    expect(view({ finished_at: null }, { observedFinishedAt })).toMatchObject({
      state: 'replayable',
      basis: 'observed',
      until: observedFinishedAt + DAY,
    })
    expect(view({ finished_at: null }, { observedFinishedAt: Number.NaN })).toMatchObject({
      reason: 'no_finish_time',
    })
  })

  it('goes by the earliest end that is possible', () => {
    const seenLater = view({}, { observedFinishedAt: finishedAt + HOUR, now: finishedAt + HOUR })
    expect(seenLater).toMatchObject({ basis: 'finished_at', until: finishedAt + DAY })
    const toldLater = view({}, { observedFinishedAt: finishedAt - HOUR })
    expect(toldLater).toMatchObject({ basis: 'observed', until: finishedAt - HOUR + DAY })
    const now = finishedAt - 2 * HOUR
    expect(view({}, { now, observedFinishedAt: now })).toMatchObject({
      basis: 'observed',
      until: now + DAY,
    })
  })

  it('corrects the moment at which the end was seen as it corrects the clock', () => {
    const clock = { now: finishedAt + 2 * HOUR, clockOffset: -2 * HOUR }
    expect(view({ finished_at: null }, { ...clock, observedFinishedAt: clock.now })).toMatchObject({
      state: 'replayable',
      basis: 'observed',
      until: finishedAt + DAY,
    })
  })

  it('follows the clock of the server', () => {
    const slow = { now: finishedAt + DAY - HOUR, clockOffset: 2 * HOUR }
    expect(view({}, slow).state).toBe('expired')
    const fast = { now: finishedAt + DAY + HOUR, clockOffset: -2 * HOUR }
    expect(view({}, fast).state).toBe('replayable')
  })

  it('takes a finish time slightly ahead for now, so that no more than 24 hours remain', () => {
    const now = finishedAt - 2 * MINUTE
    expect(view({}, { now })).toMatchObject({ state: 'replayable', until: now + DAY })
  })

  it('does not trust a finish time far ahead', () => {
    const ahead = { state: 'unknown', reason: 'finish_in_future', ...frame }
    expect(view({}, { now: finishedAt - 2 * HOUR })).toEqual(ahead)
    expect(view({}, { now: finishedAt - 2 * HOUR, maxSkew: 3 * HOUR }).state).toBe('replayable')
  })

  it('trusts a finish time up to five minutes ahead', () => {
    expect(view({}, { now: finishedAt - 5 * MINUTE }).state).toBe('replayable')
    expect(view({}, { now: finishedAt - 5 * MINUTE - 1 }).state).toBe('unknown')
  })
})

describe('what cannot be told', () => {
  it.each([
    '2026-02-30T10:00:00Z',
    '2026-01-14T24:00:00Z',
    '0',
    'foo 2026',
    finishedAt,
    null,
    '1970-01-01T00:00:00Z',
    '9999-01-01T00:00:00Z',
  ])('is unknown with the finish time %j', (finished_at) => {
    expect(view({ finished_at })).toEqual({ state: 'unknown', reason: 'no_finish_time', ...frame })
  })

  it.each(['constructor', '', '42', 42, 'PAUSED'])('is unknown with the status %j', (status) => {
    expect(view({ status })).toEqual({ state: 'unknown', reason: 'unknown_status', ...frame })
  })

  it.each([{ now: Number.NaN }, { now: Infinity }, { clockOffset: Number.NaN }])(
    'is unknown with the clock %j',
    (options) => {
      expect(view({}, options)).toMatchObject({ state: 'unknown', reason: 'invalid_clock' })
    },
  )
})

describe('ttl', () => {
  it.each([
    [40 * DAY, finishedAt + 40 * DAY],
    [Infinity, Infinity],
    [Number.NaN, finishedAt + DAY],
  ])('of %d does not expire at once', (ttl, until) => {
    expect(view({}, { ttl })).toMatchObject({ state: 'replayable', until })
  })

  it.each([0, -1])('of %d expires at the end of the run', (ttl) => {
    expect(view({}, { ttl })).toEqual({ state: 'expired', since: finishedAt })
  })
})

describe('a URL that must not be embedded', () => {
  it.each(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'PAUSED'])(
    'is refused while %s',
    (status) => {
      expect(view({ status, streaming_url: 'https://evil.com/s3cret' })).toEqual({
        state: 'refused',
        reason: 'host_not_allowed',
        host: 'evil.com',
      })
    },
  )

  it('is refused after expiry, too', () => {
    const streaming_url = 'javascript:alert(1)'
    expect(view({ streaming_url }, { now: finishedAt + 2 * DAY })).toEqual({
      state: 'refused',
      reason: 'unsupported_scheme',
    })
  })

  it('has no host when the URL could not be read', () => {
    expect(view({ streaming_url: 'javascript:alert(1)' })).not.toHaveProperty('host')
  })

  it('is judged by the policy of the host page', () => {
    const streaming_url = 'https://stream.example.com/a'
    expect(view({ streaming_url }).state).toBe('refused')
    const policy = { allowedStreamHosts: ['stream.example.com'] }
    expect(view({ streaming_url }, { policy }).state).toBe('replayable')
  })
})

it('never leaves more than 24 hours', () => {
  const time = fc.integer({ min: finishedAt - 5 * MINUTE, max: finishedAt + DAY - 1 })
  fc.assert(
    fc.property(time, (now) => {
      expect(view({}, { now })).toSatisfy(
        (found: LiveView) => found.state === 'replayable' && found.until - now <= DAY,
      )
    }),
  )
})

it('never comes back once it has expired', () => {
  const time = fc.integer({ min: finishedAt + DAY, max: finishedAt + 365 * DAY })
  fc.assert(
    fc.property(time, (now) => {
      expect(view({}, { now })).toEqual({ state: 'expired', since: finishedAt + DAY })
    }),
  )
})
