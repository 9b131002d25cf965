import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseRunEvent } from './runEvent.js'

const timestamp = null
const streamingUrl = 'https://stream.mino.ai/session/a'

describe('parseRunEvent', () => {
  it.each([
    ['STARTED', { type: 'STARTED', run_id: 'r1', timestamp: 'T' }, { runId: 'r1', timestamp: 'T' }],
    ['STARTED', { type: 'STARTED', runId: 'r1' }, { runId: 'r1', timestamp }],
    ['STARTED', { type: 'CONNECTED', sessionId: 'r1' }, { runId: 'r1', timestamp }],
    [
      'STREAMING_URL',
      { type: 'STREAMING_URL', run_id: 'r1', streaming_url: streamingUrl },
      { runId: 'r1', streamingUrl, timestamp },
    ],
    ['STREAMING_URL', { streamingUrl }, { runId: null, streamingUrl, timestamp }],
    [
      'STREAMING_URL',
      { type: 'STREAM_URL', streamingUrl },
      { runId: null, streamingUrl, timestamp },
    ],
    [
      'PROGRESS',
      { type: 'PROGRESS', run_id: 'r1', purpose: 'Click', tinyfish_api: 'search' },
      { runId: 'r1', purpose: 'Click', tinyfishApi: 'search', timestamp },
    ],
    [
      'PROGRESS',
      { type: 'STATUS', message: 'Loading' },
      { runId: null, purpose: 'Loading', tinyfishApi: null, timestamp },
    ],
    [
      'PROGRESS',
      { type: 'STEP', message: 'Click' },
      { runId: null, purpose: 'Click', tinyfishApi: null, timestamp },
    ],
    [
      'TF_API_RESULT',
      { type: 'TF_API_RESULT', run_id: 'r1', tinyfish_api: 'fetch', result: [1] },
      { runId: 'r1', tinyfishApi: 'fetch', result: [1], timestamp },
    ],
    ['HEARTBEAT', { type: 'HEARTBEAT' }, { timestamp }],
    ['HEARTBEAT', { type: 'heartbeat' }, { timestamp }],
  ])('reads %s from %j', (type, json, fields) => {
    expect(parseRunEvent(json)).toEqual({ type, ...fields })
  })

  it.each([
    ['result', { result: { a: 1 } }, { a: 1 }],
    ['resultJson as an object', { resultJson: { a: 1 } }, { a: 1 }],
    ['resultJson as text', { resultJson: '{"a":1}' }, { a: 1 }],
    ['resultJson as prose', { resultJson: 'Nothing found' }, 'Nothing found'],
    ['result_json', { result_json: '[1]' }, [1]],
    ['data', { data: [1] }, [1]],
    ['a result that is false', { result: false }, false],
    ['no result', {}, null],
  ])('finds the result of an ended run in %s', (_name, fields, result) => {
    expect(
      parseRunEvent({ type: 'COMPLETE', run_id: 'r1', status: 'COMPLETED', ...fields }),
    ).toEqual({
      type: 'COMPLETE',
      runId: 'r1',
      status: 'COMPLETED',
      result,
      error: null,
      timestamp,
    })
  })

  it.each([
    ['text', 'Site blocked', { message: 'Site blocked', category: 'UNKNOWN' }],
    [
      'an object',
      { message: 'Out of credit', category: 'BILLING_FAILURE' },
      { message: 'Out of credit', category: 'BILLING_FAILURE' },
    ],
  ])('reads an error that is %s, and the help beside it', (_name, error, expected) => {
    const json = {
      type: 'COMPLETE',
      status: 'failed',
      error,
      help_url: 'https://docs.tinyfish.ai/',
    }
    expect(parseRunEvent(json)).toMatchObject({
      status: 'FAILED',
      error: { ...expected, helpUrl: 'https://docs.tinyfish.ai/' },
    })
  })

  it.each([
    [{ type: 'DONE' }, 'COMPLETED'],
    [{ type: 'COMPLETE', error: 'Crashed' }, 'FAILED'],
    [{ type: 'COMPLETE', status: 'cancelled' }, 'CANCELLED'],
    [{ type: 'COMPLETE', status: 'PAUSED' }, 'PAUSED'],
  ])('ends %j as %s', (json, status) => {
    expect(parseRunEvent(json)).toMatchObject({ type: 'COMPLETE', status })
  })

  it.each([
    [null],
    ['STARTED'],
    [[]],
    [{}],
    [{ type: 'constructor' }],
    [{ type: 'STARTED' }],
    [{ type: 'STARTED', run_id: '../x' }],
    [{ type: 'STREAMING_URL' }],
    [{ type: 'STREAMING_URL', streaming_url: ['https://stream.mino.ai/'] }],
    [{ type: 'PROGRESS' }],
  ])('passes over %j', (json) => {
    expect(parseRunEvent(json)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => parseRunEvent(json)).not.toThrow()
      }),
    )
    const type = fc.constantFrom(
      'STARTED',
      'PROGRESS',
      'STREAMING_URL',
      'COMPLETE',
      'TF_API_RESULT',
    )
    const field = fc.constantFrom('run_id', 'status', 'error', 'result', 'resultJson', 'purpose')
    fc.assert(
      fc.property(type, fc.dictionary(field, fc.jsonValue()), (name, fields) => {
        expect(() => parseRunEvent({ ...fields, type: name })).not.toThrow()
      }),
    )
  })
})
