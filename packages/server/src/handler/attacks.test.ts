import { describe, expect, it } from 'vitest'

import completed from '../../test/payloads/run.completed.json'
import { API_KEY, platforms } from '../../test/startHandler.js'

const run = '/api/fishbowl/runs/run_1'
const cancel = `${run}/cancel`
const startPath = '/api/fishbowl/automation/run-async'
const start = { url: 'https://shop.example/', goal: 'List the lanterns' }
const json = { 'Content-Type': 'application/json' }

function answerRun() {
  return Response.json({ ...completed, run_id: 'run_1' })
}

describe.each(platforms)('attacks on the handler on %s', (_name, startHandler) => {
  it.each([
    '/runs/..',
    '/runs/../vault/items',
    '/runs/%2e%2e',
    '/runs/%2e%2e/wallet',
    '/runs/%2e%2e%2fwallet',
    '/runs/a%2fb',
    '/runs/a%5c..%5cb',
    '/runs/a\\..\\..\\wallet',
    '/runs/a%0a',
    '/runs/a%00',
    '/runs/%61',
    '/runs/a.b',
    `/runs/${'a'.repeat(129)}`,
    '/runs//',
    '/runs/a/steps/../../wallet/screenshot',
    '/runs/a/steps/%2e%2e%2f/screenshot',
    '/runs/a/steps//screenshot',
    '/runs/a/html',
    '/vault/items',
    '/wallet',
    '/automation/run',
    '',
    '/',
    '/../../v1/wallet',
    '//evil.example/runs/a',
  ])('reaches nothing at TinyFish by the path %j', async (path) => {
    const { send, calls } = await startHandler(answerRun)
    const response = await send(`/api/fishbowl${path}`)
    expect([400, 404]).toContain(response.status)
    expect(calls).toEqual([])
  })

  it.each([
    ['HEAD', run, 'GET'],
    ['DELETE', run, 'GET'],
    ['POST', run, 'GET'],
    ['OPTIONS', cancel, 'POST'],
    ['GET', cancel, 'POST'],
    ['GET', '/api/fishbowl/runs/batch', 'POST'],
    ['GET', startPath, 'POST'],
    ['PUT', '/api/fishbowl/runs', 'GET'],
  ])('refuses %s %s', async (method, path, allowed) => {
    const { send, calls } = await startHandler(answerRun)
    const response = await send(path, { method, headers: { ...json, 'Content-Length': '0' } })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe(allowed)
    expect(calls).toEqual([])
  })

  it('does not let a header turn a read into a cancellation', async () => {
    const { send, calls } = await startHandler(answerRun)
    const headers = { 'X-HTTP-Method-Override': 'POST', 'X-Method-Override': 'POST' }
    expect((await send(cancel, { headers })).status).toBe(405)
    expect(calls).toEqual([])
  })

  it.each([
    [415, 'a form of another site', { 'Content-Type': 'text/plain' }],
    [415, 'a type that only begins like JSON', { 'Content-Type': 'application/jsonp' }],
    [403, 'a sandboxed page', { ...json, Origin: 'null' }],
    [403, 'a sibling subdomain', { ...json, Origin: 'http://other.example.com' }],
    [403, 'a host that ends alike', { ...json, Origin: 'http://evilapp.example.com' }],
    [403, 'a host that begins alike', { ...json, Origin: 'http://app.example.com.evil.test' }],
    [403, 'another port', { ...json, Origin: 'http://app.example.com:8080' }],
    [403, 'another site, by fetch metadata', { ...json, 'Sec-Fetch-Site': 'cross-site' }],
    [403, 'a sibling, by fetch metadata', { ...json, 'Sec-Fetch-Site': 'same-site' }],
  ])('answers %i to a start and a cancellation sent by %s', async (status, _who, headers) => {
    const { send, calls } = await startHandler(answerRun)
    for (const path of [cancel, startPath]) {
      const response = await send(path, { method: 'POST', headers, body: JSON.stringify(start) })
      expect(response.status).toBe(status)
    }
    expect(calls).toEqual([])
  })

  it.each([
    { Origin: 'http://app.example.com', 'Sec-Fetch-Site': 'same-origin' },
    // The scheme differs when a proxy in front ends TLS.
    { Origin: 'https://app.example.com' },
    { Origin: 'https://public.example.com' },
    { 'Sec-Fetch-Site': 'none' },
  ])('lets the own page through: %j', async (headers) => {
    const { send } = await startHandler(answerRun, {
      allowedOrigins: ['https://public.example.com'],
    })
    const request = { method: 'POST', headers: { ...json, ...headers }, body: '{}' }
    expect((await send(cancel, request)).status).toBe(200)
  })

  it('sends nothing of the viewer to TinyFish but what is documented', async () => {
    const { send, calls } = await startHandler(answerRun)
    await send(`${run}?token=t0ken&screenshots=base64&url=https://evil.example`, {
      headers: {
        'X-API-Key': 'another',
        Authorization: 'Bearer t0ken',
        Cookie: 'session=t0ken',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-For': '10.0.0.1',
      },
    })
    const [call] = calls
    expect(call?.path).toBe('/v1/runs/run_1')
    expect(call?.headers['x-api-key']).toBe(API_KEY)
    expect(JSON.stringify(call)).not.toMatch(/t0ken|another|evil|10\.0\.0\.1/)

    await send('/api/fishbowl/runs?limit=5&limit=500&screenshots=base64&token=t0ken&__proto__=x')
    expect(calls[1]?.path).toBe('/v1/runs?limit=5')
  })

  it('refuses a part of a goal that is longer than documented', async () => {
    const { send, calls } = await startHandler(answerRun)
    expect((await send(`/api/fishbowl/runs?goal=${'a'.repeat(501)}`)).status).toBe(400)
    expect(calls).toEqual([])
  })

  it.each([
    ['webhook_url', { webhook_url: 'https://evil.example' }],
    ['use_vault', { use_vault: true }],
    ['credential_item_ids', { credential_item_ids: ['cred:conn-abc:Work:item-123'] }],
    ['use_profile', { use_profile: true }],
    ['profile_id', { profile_id: 'p' }],
    ['feature_flags', { feature_flags: {} }],
    ['api_integration', { api_integration: 'x' }],
    ['proxy_config.url', { proxy_config: { enabled: true, url: 'http://evil.example' } }],
    ['agent_config.unsafe', { agent_config: { unsafe: true } }],
    ['goal', { goal: { text: 'x' } }],
    ['One of the fields', { '<script>': 1 }],
    ['constructor', { constructor: 1 }],
    ['__proto__', JSON.parse('{"__proto__":{"webhook_url":"x"}}')],
  ])('refuses a start that sets %s, and names it', async (field, fields) => {
    const { post, calls } = await startHandler(answerRun)
    const response = await post(startPath, { ...start, ...fields })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(field)
    expect(calls).toEqual([])
  })

  it.each([
    ['no list', {}],
    ['another kind of body', []],
    ['nothing', null],
    ['none', { run_ids: [] }],
    ['text', { run_ids: 'run_1' }],
    ['a path', { run_ids: ['../wallet'] }],
    ['a number', { run_ids: ['run_1', 7] }],
    ['a list in the list', { run_ids: [['run_1']] }],
    ['too many', { run_ids: Array.from({ length: 101 }, (_, index) => `run_${index}`) }],
  ])('refuses a batch of anything but 1 to 100 ids: %s', async (_what, body) => {
    const { post, calls } = await startHandler(answerRun)
    expect((await post('/api/fishbowl/runs/batch', body)).status).toBe(400)
    expect(calls).toEqual([])
  })

  it('refuses another run than the one asked for, which TinyFish mixed up', async () => {
    const other = { run_id: 'run_2', status: 'COMPLETED', result: 'theirs' }
    const { send, post } = await startHandler(({ url }) =>
      Response.json(url.endsWith('batch') ? { data: [other] } : other),
    )
    for (const response of [await send(run), await post(cancel)]) {
      expect(response.status).toBe(502)
      expect(await response.text()).not.toContain('theirs')
    }
    const batch = await post('/api/fishbowl/runs/batch', { run_ids: ['run_1'] })
    expect(await batch.json()).toEqual({ data: [], not_found: ['run_1'] })
  })

  it.each(['image/svg+xml', 'text/html', 'application/octet-stream', 'image/png2', ''])(
    'does not pass on a picture that is %j',
    async (type) => {
      const { send } = await startHandler(
        () => new Response(new Uint8Array(8), { headers: type ? { 'Content-Type': type } : {} }),
      )
      const response = await send(`${run}/steps/evt_1/screenshot`)
      expect(response.status).toBe(502)
      expect(response.headers.get('Content-Type')).toBe('application/json')
    },
  )

  it.each(['image/jpeg', 'image/png', 'image/webp'])(
    'does not pass on text that is said to be %s',
    async (type) => {
      const { send } = await startHandler(
        () => new Response(`Error with ${API_KEY}`, { headers: { 'Content-Type': type } }),
      )
      const response = await send(`${run}/steps/evt_1/screenshot`)
      expect(response.status).toBe(502)
      expect(await response.text()).not.toContain(API_KEY)
    },
  )

  it.each([
    [200, run],
    [404, '/api/fishbowl/nowhere'],
    [405, cancel],
    [403, '/api/fishbowl/runs'],
    [502, '/api/fishbowl/runs/run_2'],
  ])('lets no cache, frame or sniffer have an answer (%i)', async (status, path) => {
    const { send } = await startHandler(answerRun, {
      authorize: (_request, { scope }) => scope === 'run:read',
    })
    const response = await send(path)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      vary: 'Authorization, Origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json',
    })
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false)
  })
})
