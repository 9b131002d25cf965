import { describe, expect, it } from 'vitest'

import { platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import { checkSameOrigin } from './origin.js'

const run = '/api/fishbowl/runs/run_1'
const elsewhere = 'https://pages.example.net'
const ask = {
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'authorization',
}

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING' })
}

describe.each(platforms)('pages of other origins on %s', (_name, startHandler) => {
  const start = (allowedOrigins?: string[]) =>
    startHandler(answerRun, {
      authorize: undefined,
      tokens: { secret: SECRET },
      ...(allowedOrigins && { allowedOrigins }),
    })

  it('get no CORS header if nothing is said', async () => {
    const { send, calls } = await start()
    for (const response of [
      await send(run, { method: 'OPTIONS', headers: { Origin: elsewhere, ...ask } }),
      await send(run, { headers: { Origin: elsewhere, ...(await bearer()) } }),
    ]) {
      expect([403, 405]).toContain(response.status)
      expect([...response.headers.keys()].join()).not.toContain('access-control')
    }
    expect(calls).toEqual([])
  })

  it('are let in by name, with a token and without cookies', async () => {
    const { send, post } = await start([elsewhere])
    const preflight = await send(`${run}/cancel`, {
      method: 'OPTIONS',
      headers: { Origin: elsewhere, ...ask },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(elsewhere)
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization')

    const headers = {
      Origin: elsewhere,
      'Sec-Fetch-Site': 'cross-site',
      ...(await bearer({ scope: ['run:read', 'run:cancel'] })),
    }
    for (const response of [
      preflight,
      await send(run, { headers }),
      await post(`${run}/cancel`, {}, headers),
      // The page can also read why it is refused.
      await send(run, { headers: { Origin: elsewhere } }),
    ]) {
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(elsewhere)
      expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false)
      expect(response.headers.get('Vary')).toBe('Authorization, Origin')
    }
  })

  it.each([
    'null',
    'https://pages.example.net.evil.test',
    'https://evil-pages.example.net',
    'https://PAGES.example.net',
    'http://pages.example.net',
    'https://pages.example.net:8443',
    'https://a.pages.example.net',
  ])('are not let in by a name that is only alike: %s', async (Origin) => {
    const { send, calls } = await start([elsewhere])
    for (const response of [
      await send(run, { method: 'OPTIONS', headers: { Origin, ...ask } }),
      await send(run, { headers: { Origin, ...(await bearer()) } }),
    ]) {
      expect([403, 405]).toContain(response.status)
      expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false)
    }
    expect(calls).toEqual([])
  })

  it('cannot list runs with the cookies of a viewer', async () => {
    const { send, calls } = await startHandler(answerRun, { authorize: () => true })
    for (const headers of [
      { Origin: elsewhere },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const sent = { Cookie: 'session=ann', ...headers } as Record<string, string>
      expect((await send('/api/fishbowl/runs', { headers: sent })).status).toBe(403)
    }
    expect(calls).toEqual([])
  })
})

function check(url: string, headers: Record<string, string>) {
  const request = new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
  return () => checkSameOrigin(request, [])
}

describe('checkSameOrigin', () => {
  it.each([
    ['http://app.example.com/', { Origin: 'https://app.example.com' }],
    ['http://localhost:3000/', { Origin: 'http://localhost:3000' }],
    // Some frameworks put the machine's own name into the URL.
    ['http://localhost:3000/', { Origin: 'https://app.example.com', Host: 'app.example.com' }],
    ['https://app.example.com/', {}],
  ])('lets a page of the same host through: %s %j', (url, headers) => {
    expect(check(url, headers)).not.toThrow()
  })

  it.each([
    ['https://app.example.com/', { Origin: 'https://app.example.com.evil.test' }],
    ['https://app.example.com/', { Origin: 'app.example.com' }],
    ['https://app.example.com/', { Origin: '' }],
    ['https://app.example.com/', { Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' }],
  ])('refuses any other: %s %j', (url, headers) => {
    expect(check(url, headers)).toThrow(expect.objectContaining({ status: 403 }))
  })
})
