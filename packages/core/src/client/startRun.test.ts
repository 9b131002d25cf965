import { describe, expect, it } from 'vitest'

import type { StartRunInput } from './startRun.js'
import { parseStartedBatch, parseStartedRun, toStartRunBody } from './startRun.js'

const input = { url: 'https://shop.example/', goal: 'List the products' }

describe('toStartRunBody', () => {
  it('writes every field in the words of the API', () => {
    const body = toStartRunBody({
      ...input,
      browserProfile: 'stealth',
      proxyConfig: {
        enabled: true,
        type: 'custom',
        countryCode: 'US',
        url: 'http://proxy.example',
      },
      agentConfig: { mode: 'strict', maxSteps: 20, maxDurationSeconds: 60, cursorStyle: 'dot' },
      captureConfig: { screenshots: true, html: false },
      webhookUrl: 'https://hooks.example/',
      useVault: true,
      credentialItemIds: ['cred:one'],
      useProfile: true,
      profileId: 'profile-1',
      apiIntegration: 'fishbowl',
    })
    expect(body).toEqual({
      ...input,
      browser_profile: 'stealth',
      proxy_config: {
        enabled: true,
        type: 'custom',
        country_code: 'US',
        url: 'http://proxy.example',
      },
      agent_config: {
        mode: 'strict',
        max_steps: 20,
        max_duration_seconds: 60,
        cursor_style: 'dot',
      },
      capture_config: { screenshots: true, html: false },
      webhook_url: 'https://hooks.example/',
      use_vault: true,
      credential_item_ids: ['cred:one'],
      use_profile: true,
      profile_id: 'profile-1',
      api_integration: 'fishbowl',
    })
  })

  it('leaves the schema as it is', () => {
    const outputSchema = { type: 'object', properties: { unitPrice: { type: 'number' } } }
    expect(toStartRunBody({ ...input, outputSchema }).output_schema).toBe(outputSchema)
  })

  it('sends nothing for what is not given', () => {
    const body = toStartRunBody({ ...input, profileId: undefined })
    expect(JSON.parse(JSON.stringify(body))).toEqual(input)
  })

  it.each([
    ['no goal', { url: input.url }],
    ['a blank goal', { ...input, goal: ' \n' }],
    ['no URL', { goal: input.goal }],
    ['a relative URL', { ...input, url: '/products' }],
    ['a URL that is not of the web', { ...input, url: 'javascript:alert(1)' }],
    ['a file', { ...input, url: 'file:///etc/passwd' }],
  ])('refuses %s', (_name, wrong) => {
    expect(() => toStartRunBody(wrong as StartRunInput)).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })
})

it.each([
  [{ run_id: 'a', error: null }, 'a'],
  [{ runId: 'b' }, 'b'],
])('reads %j as the started run %s', (json, runId) => {
  expect(parseStartedRun(json)).toEqual({ runId })
})

it.each([
  [{ run_ids: ['a', 'b'], error: null }, ['a', 'b']],
  [{ runIds: ['c'] }, ['c']],
])('reads %j as the started runs %j', (json, runIds) => {
  expect(parseStartedBatch(json)).toEqual({ runIds })
})

describe.each([parseStartedRun, parseStartedBatch])('%o', (parse) => {
  it.each([
    [{ code: 'INVALID_INPUT', message: 'goal is empty' }, 'bad_request', 'goal is empty'],
    [{ code: 'INSUFFICIENT_CREDITS', message: 'Add credit' }, 'payment_required', 'Add credit'],
    [{ code: 'rate_limit_exceeded', message: 'Wait' }, 'rate_limited', 'Wait'],
    [{ category: 'BILLING_FAILURE', message: 'Add credit' }, 'payment_required', 'Add credit'],
    [{ code: 'constructor', message: 'New' }, 'bad_request', 'New'],
    ['Something broke', 'bad_request', 'Something broke'],
    [{}, 'bad_request', 'did not say why'],
  ])('refuses HTTP 200 with the error %j as %s', (error, code, text) => {
    const json = { run_id: null, run_ids: null, error }
    expect(() => parse(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) }),
    )
  })

  it('tells how long to wait, in milliseconds', () => {
    const error = { code: 'SERVICE_BUSY', message: 'Busy', retry_after: 30 }
    expect(() => parse({ error })).toThrow(
      expect.objectContaining({ code: 'unavailable', retryAfter: 30_000 }),
    )
  })

  it.each([null, 'x', {}, { run_id: null, run_ids: null }, { run_id: '../x', run_ids: ['../x'] }])(
    'refuses %j',
    (json) => {
      expect(() => parse(json)).toThrow(expect.objectContaining({ code: 'invalid_response' }))
    },
  )
})
