import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import batch from '../../test/payloads/batch-get.json'
import completed from '../../test/payloads/run.completed.json'
import docsRun from '../../test/payloads/run.docs-mino-2026.json'
import systemFailure from '../../test/payloads/run.failed.system.json'
import running from '../../test/payloads/run.running.json'
import webhook from '../../test/payloads/webhook.completed.json'
import { FishbowlError } from '../errors.js'
import { parseRun } from './parseRun.js'

function parse(fields: Record<string, unknown>) {
  return parseRun({ run_id: 'run-1', status: 'COMPLETED', ...fields })
}

function getError(json: unknown): unknown {
  try {
    return parseRun(json)
  } catch (error) {
    return error
  }
}

describe('published bodies', () => {
  it('reads a completed run', () => {
    expect(parseRun(completed)).toEqual({
      runId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
      status: 'COMPLETED',
      goal: 'Find all pricing information',
      createdAt: '2026-01-14T10:30:00Z',
      startedAt: '2026-01-14T10:30:05Z',
      finishedAt: '2026-01-14T10:31:30Z',
      numOfSteps: 5,
      result: { product: 'iPhone 15', price: '$799' },
      resultWithheld: false,
      schemaValidation: null,
      error: null,
      streamingUrl: 'https://stream.agent.tinyfish.ai/session/xyz',
      browserConfig: { proxyEnabled: false, proxyCountryCode: 'US' },
      videoUrl: null,
      steps: [
        {
          id: 'evt_abc123',
          timestamp: '2026-01-14T10:30:05Z',
          status: 'COMPLETED',
          action: 'Click the login button',
          screenshot: null,
          duration: '1.2s',
        },
      ],
      outputSchema: null,
      profileAttached: null,
      profileId: null,
      profileHint: null,
    })
  })

  it('reads a running run', () => {
    expect(parseRun(running)).toMatchObject({ status: 'RUNNING', numOfSteps: null, result: null })
  })

  it('reads the answer of a synchronous run that failed', () => {
    const run = parseRun(systemFailure)
    expect(run).toMatchObject({ status: 'FAILED', goal: null, streamingUrl: null, steps: [] })
    expect(run.error).toEqual({
      message: 'Browser crashed',
      category: 'SYSTEM_FAILURE',
      code: 'service_busy',
      retryAfter: 60,
      helpUrl: 'https://docs.tinyfish.ai/prompting-guide',
      helpMessage: null,
    })
  })

  it('reads the older streamingUrl', () => {
    expect(parseRun(docsRun).streamingUrl).toBe('https://stream.mino.ai/session/abc123')
  })

  it("reads the vendor's incomplete batch example", () => {
    expect(parseRun(batch.data[0])).toMatchObject({
      numOfSteps: null,
      streamingUrl: null,
      steps: [],
    })
  })

  it('reads the run inside a webhook', () => {
    expect(parseRun(webhook)).toEqual(parseRun(webhook.data))
  })
})

describe('spellings', () => {
  it('reads an all-camelCase run like its snake_case twin', () => {
    const camelCase = {
      runId: 'run-1',
      status: 'FAILED',
      createdAt: '2026-01-01T00:00:00Z',
      numOfSteps: 3,
      videoUrl: 'https://example.com/v.webm',
      browserConfig: { proxyEnabled: true, proxyCountryCode: 'DE' },
      schemaValidation: { valid: false, rePromptAttempts: 2, errors: [] },
      error: {
        message: 'Blocked',
        category: 'AGENT_FAILURE',
        retryAfter: 5,
        helpUrl: 'https://x.y',
      },
      profileHint: { message: 'Log in', setupUrl: '/profiles', reason: 'auth_wall' },
    }
    const snakeCase = {
      run_id: 'run-1',
      status: 'FAILED',
      created_at: '2026-01-01T00:00:00Z',
      num_of_steps: 3,
      video_url: 'https://example.com/v.webm',
      browser_config: { proxy_enabled: true, proxy_country_code: 'DE' },
      schema_validation: { valid: false, re_prompt_attempts: 2, errors: [] },
      error: {
        message: 'Blocked',
        category: 'AGENT_FAILURE',
        retry_after: 5,
        help_url: 'https://x.y',
      },
      profile_hint: { message: 'Log in', setup_url: '/profiles', reason: 'auth_wall' },
    }
    expect(parseRun(camelCase)).toEqual(parseRun(snakeCase))
    expect(parseRun(camelCase)).toMatchObject(camelCase)
  })

  it('prefers the spelling that holds something, then snake_case', () => {
    expect(parse({ streaming_url: null, streamingUrl: 'b' }).streamingUrl).toBe('b')
    expect(parse({ streaming_url: 'a', streamingUrl: 'b' }).streamingUrl).toBe('a')
    expect(parse({ streamingUrl: 'b', streaming_url: 'a' }).streamingUrl).toBe('a')
  })

  it.each([
    [{ resultJson: { a: 1 } }, { a: 1 }],
    [{ resultJson: '{"a":1}' }, { a: 1 }],
    [{ result_json: '[1,2]' }, [1, 2]],
    [{ resultJson: 'not JSON' }, 'not JSON'],
    [{ resultJson: 'null' }, null],
    [{ result: '{"a":1}' }, '{"a":1}'],
    [{ result: 'prose' }, 'prose'],
    [{ result: null, resultJson: { a: 1 } }, { a: 1 }],
    [{ result: { b: 2 }, resultJson: { a: 1 } }, { b: 2 }],
    [{ result: 0 }, 0],
    [{ result: false }, false],
    [{ result: '' }, ''],
    [{}, null],
  ])('reads %j as the result %j', (fields, result) => {
    expect(parse(fields).result).toEqual(result)
  })

  it.each([
    ['running', 'RUNNING'],
    ['Completed', 'COMPLETED'],
    ['PAUSED', 'PAUSED'],
    ['queued', 'queued'],
    ['constructor', 'constructor'],
    [42, '42'],
  ])('reads the status %j as %s', (status, expected) => {
    expect(parse({ status }).status).toBe(expected)
  })
})

describe('unexpected types', () => {
  it('turns every other field of the wrong type into null or []', () => {
    const wrong = Symbol('wrong')
    const fields = 'goal created_at started_at finished_at num_of_steps schema_validation'.split(
      ' ',
    )
    fields.push('streaming_url', 'browser_config', 'video_url', 'steps', 'profile_attached')
    fields.push('profile_id', 'profile_hint')
    const run = parse(Object.fromEntries(fields.map((field) => [field, wrong])))
    expect(run).toEqual(parse({}))
  })

  it('turns numbers into text where text is expected', () => {
    expect(parse({ run_id: 12, goal: 42 })).toMatchObject({ runId: '12', goal: '42' })
  })

  it('drops steps that are not objects and numbers those without an id', () => {
    const { steps } = parse({ steps: [null, { action: 'Click' }, 'x', { id: 7, duration: 3 }] })
    expect(steps.map(({ id, action, duration }) => ({ id, action, duration }))).toEqual([
      { id: '2', action: 'Click', duration: null },
      { id: '7', action: null, duration: '3' },
    ])
  })

  it('keeps a schema validation whose errors are malformed', () => {
    const errors = [{ path: 'price', message: 'required' }, 'text', null]
    expect(parse({ schema_validation: { valid: false, errors } }).schemaValidation).toEqual({
      valid: false,
      rePromptAttempts: 0,
      errors: [
        { path: 'price', expected: '', received: '', message: 'required' },
        { path: '', expected: '', received: '', message: '' },
        { path: '', expected: '', received: '', message: '' },
      ],
    })
  })
})

describe('error', () => {
  it.each<[unknown, string, string]>([
    ['Could not open the page', 'Could not open the page', 'UNKNOWN'],
    [{ message: 'No credit', category: 'BILLING_FAILURE' }, 'No credit', 'BILLING_FAILURE'],
    [{ message: 'New', category: 'POLICY_FAILURE' }, 'New', 'POLICY_FAILURE'],
    [{ error: 'inner' }, 'inner', 'UNKNOWN'],
    [{ error: { message: 'deeper' } }, 'deeper', 'UNKNOWN'],
    [{ details: [{ message: 'a' }, { message: 'b' }] }, 'a, b', 'UNKNOWN'],
    [{ code: 'SITE_BLOCKED' }, 'SITE_BLOCKED', 'UNKNOWN'],
    [{ what: 'It broke' }, 'It broke', 'UNKNOWN'],
    [{ message: { text: 1 }, reason: 'told here' }, 'told here', 'UNKNOWN'],
    [['one', 'two'], 'one, two', 'UNKNOWN'],
    [{ message: {} }, '', 'UNKNOWN'],
    [{}, '', 'UNKNOWN'],
    [503, '503', 'UNKNOWN'],
  ])('reads %j as "%s" (%s)', (error, message, category) => {
    expect(parse({ error }).error).toMatchObject({ message, category })
  })

  it.each([null, undefined, '', ' ', false, true, []])('reads %j as no error', (error) => {
    expect(parse({ error }).error).toBeNull()
  })

  it('never shows [object Object]', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (error) => {
        fc.pre(!JSON.stringify(error).includes('[object'))
        expect(parse({ error }).error?.message ?? '').not.toContain('[object')
      }),
    )
  })
})

describe('bodies that are not a run', () => {
  it.each<[unknown, string]>([
    [{ status: 'RUNNING' }, 'run_id'],
    [{ run_id: null, status: 'FAILED' }, 'run_id'],
    [{ run_id: '', status: 'FAILED' }, 'run_id'],
    [{ run_id: '../vault/items', status: 'FAILED' }, 'run_id'],
    [{ run_id: { a: 1 }, status: 'FAILED' }, 'run_id'],
    [{ run_id: 'run-1' }, 'status'],
    [{ run_id: 'run-1', status: null }, 'status'],
    [{ run_id: 'run-1', status: ['RUNNING'] }, 'status'],
    [null, 'run_id'],
    ['<html>', 'run_id'],
    [[], 'run_id'],
  ])('refuses %j and names %s', (json, field) => {
    const error = getError(json)
    expect(error).toBeInstanceOf(FishbowlError)
    expect(error).toMatchObject({
      code: 'invalid_response',
      message: expect.stringContaining(`\`${field}\``),
    })
  })

  it('does not leak the payload through the error', () => {
    const error = getError({ run_id: '!s3cret!', status: 'RUNNING', goal: 's3cret' })
    expect(JSON.stringify(error) + String(error)).not.toContain('s3cret')
  })
})

describe('attacks', () => {
  it('keeps an own __proto__ key of the result and pollutes nothing', () => {
    const json: unknown = JSON.parse(
      '{"run_id":"a","status":"COMPLETED","__proto__":{"polluted":1},"result":{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}}}}',
    )
    const { result } = parseRun(json)
    expect(result).toBe((json as { result: unknown }).result)
    expect(Object.keys(result as object)).toContain('__proto__')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('survives a result that is nested 100,000 levels deep', () => {
    const result: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
    expect(parse({ result }).result).toBe(result)
  })

  it('survives an error that is nested 100,000 levels deep', () => {
    const error: unknown = JSON.parse('{"error":'.repeat(100_000) + '1' + '}'.repeat(100_000))
    expect(parse({ error }).error?.category).toBe('UNKNOWN')
  })
})

it('never throws on a payload with an id and a status, and takes any JSON as result', () => {
  const fields = ['goal', 'error', 'steps', 'streaming_url', 'schema_validation', 'browser_config']
  const noise = fc.dictionary(fc.constantFrom(...fields, 'profile_hint', 'x'), fc.jsonValue())
  fc.assert(
    fc.property(noise, fc.jsonValue(), fc.string(), (extra, result, status) => {
      const run = parse({ ...extra, result, status })
      expect(run.result).toBe(result)
      expect(Array.isArray(run.steps)).toBe(true)
    }),
  )
})
