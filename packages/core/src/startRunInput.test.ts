import { describe, expect, it } from 'vitest'

import type { StartRunInput } from './startRunInput.js'
import { toStartRunBody } from './startRunInput.js'

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
