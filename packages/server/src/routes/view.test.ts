import { gunzipSync } from 'node:zlib'

import { frameSources } from '@fishbowl/core'
import { describe, expect, it } from 'vitest'

import { bearerOf, share } from '../../test/shareLinks.js'
import { platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import type { AuditEntry } from '../handler/audit.js'
import type { RunHandlerOptions } from '../handler/options.js'
import { createMemoryStore } from '../store/memoryStore.js'
import { createRevocations } from '../tokens/revocations.js'

const view = '/api/fishbowl/view'
const link = `${view}/link`
const onlyTokens: Partial<RunHandlerOptions> = {
  authorize: undefined,
  tokens: { secret: SECRET, revocations: createRevocations(createMemoryStore()) },
}

function answerRun() {
  return Response.json({ run_id: 'run_1', status: 'RUNNING', goal: 'List the s3cret lanterns' })
}

/** The directives of a policy, by their names. */
function readPolicy({ headers }: Response): Record<string, string> {
  const directives = (headers.get('Content-Security-Policy') ?? '').split('; ')
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values.join(' ')]
    }),
  )
}

describe.each(platforms)('the page of share links on %s', (_name, startHandler) => {
  it('is one page for all, which no cache keeps, no robot lists and no other site shows', async () => {
    const { send, calls } = await startHandler(answerRun, onlyTokens)
    const page = await send(view)
    expect(page.status).toBe(200)
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    })
    const policy = readPolicy(page)
    const [, nonce = ''] = /^'nonce-([\w-]{36})'$/.exec(policy['script-src'] ?? '') ?? []
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': `'nonce-${nonce}'`,
      'style-src': `'nonce-${nonce}'`,
      'connect-src': "'self'",
      'img-src': 'blob: data:',
      'media-src': "'none'",
      'frame-src': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    })
    const html = await page.text()
    expect(html).toContain('<meta name="robots" content="noindex, nofollow, noarchive">')
    const tags = html.match(/<(?:script|style|link|img|iframe|object|base)\b[^>]*>/g)
    expect(tags).toEqual([
      '<link rel="icon" href="data:,">',
      `<style nonce="${nonce}">`,
      '<script type="application/json">',
      `<script nonce="${nonce}">`,
      `<script nonce="${nonce}" type="module">`,
      expect.stringMatching(`^<script nonce="${nonce}" src="view/script/[0-9a-f]{16}" defer>$`),
    ])
    const other = await (await send(`${view}?token=x`)).text()
    const withoutNonce = (text: string) => text.replaceAll(/nonce="[^"]*"/g, '')
    expect(other).not.toBe(html)
    expect(withoutNonce(other)).toBe(withoutNonce(html))
    expect(calls).toEqual([])
  })

  it('is in the language of the browser, or in the one that its address names', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const read = async (accepted: string, query = '') => {
      const page = await send(view + query, { headers: { 'Accept-Language': accepted } })
      return page.text()
    }
    const german = await read('de-AT,de;q=0.9,en;q=0.8')
    expect(german).toContain('<html lang="de" dir="ltr">')
    expect(german).toContain('<title>Mit Ihnen geteilt</title>')
    expect(german).toContain('<p class="waiting">Wird geladen</p>')
    // What the elements say is there before them, and in this language alone.
    expect(german).toContain('Ziel nicht erreicht')
    expect(german).not.toContain('Objectif non atteint')
    const arabic = await read('de', '?embed&lang=ar')
    expect(arabic).toContain('<html lang="ar" dir="rtl">')
    expect(arabic).toContain('<p class="sentence">يلزم تفعيل JavaScript')
    expect(await read('nl-NL')).toContain('<html lang="en" dir="ltr">')
  })

  it('lets a browser load live browsers and recordings only where its address asks for them', async () => {
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      share: { allowedStreamHosts: ['live.example.com'], allowInsecureLocalhost: true },
    })
    const policy = async (query: string) => {
      const { 'frame-src': frame, 'media-src': media } = readPolicy(await send(view + query))
      return { frame, media }
    }
    const sources = frameSources({
      allowedStreamHosts: ['live.example.com'],
      allowInsecureLocalhost: true,
    }).join(' ')
    const recordings = 'https: http://localhost:* http://127.0.0.1:* http://*.localhost:*'
    expect(sources).toContain('https://live.example.com')
    expect(await policy('')).toEqual({ frame: "'none'", media: "'none'" })
    expect(await policy('?stream=')).toEqual({ frame: sources, media: "'none'" })
    expect(await policy('?steps')).toEqual({ frame: "'none'", media: recordings })
    expect(await policy('?stream&steps')).toEqual({ frame: sources, media: recordings })
  })

  it('may be framed with ?embed, by the sites that are named', async () => {
    const frameAncestors = ['https://shop.example', 'https://other.example:8443']
    const { send } = await startHandler(answerRun, { ...onlyTokens, share: { frameAncestors } })
    const ancestors = async (path: string) => readPolicy(await send(path))['frame-ancestors']
    expect(await ancestors(`${view}?embed`)).toBe(frameAncestors.join(' '))
    expect(await ancestors(view)).toBe("'none'")
    const { send: sendOther } = await startHandler(answerRun, onlyTokens)
    expect(readPolicy(await sendOther(`${view}?embed`))['frame-ancestors']).toBe("'none'")
    // All other answers are framed by nobody, whatever stands in their address.
    const run = await send('/api/fishbowl/runs/run_1?embed', { headers: bearerOf(await share()) })
    expect(readPolicy(run)['frame-ancestors']).toBe("'none'")
  })

  it('opens from a link in a mail, which other sites’ pages are, and loads its script below itself', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    for (const path of [view, `${view}/`]) {
      const page = await send(path, { headers })
      expect(page.status).toBe(200)
      const [, script = ''] = /src="([^"]+)"/.exec(await page.text()) ?? []
      const url = new URL(script, `https://app.example.com${path}`)
      const answer = await send(url.pathname)
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      expect(await answer.text()).toContain('fishbowl-run')
    }
  })

  it('takes only GET, like other routes', async () => {
    const { send, post } = await startHandler(answerRun, onlyTokens)
    for (const path of [view, link, `${view}/script/x`]) {
      for (const answer of [
        await post(path),
        await send(path, { method: 'HEAD' }),
        await send(path, { method: 'DELETE' }),
      ]) {
        expect(answer.status).toBe(405)
        expect(answer.headers.get('Allow')).toBe('GET')
      }
    }
  })

  it('has a script that is kept under the name of its hash, and under no other', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    const [, name = ''] = /src="([^"]+)"/.exec(await (await send(view)).text()) ?? []
    const right = await send(`/api/fishbowl/${name}`)
    // The page of another release, which is put out at this moment.
    const other = await send(`${view}/script/0123456789abcdef`)
    expect(other.headers.get('Cache-Control')).toBe('no-store')
    expect(await other.text()).toBe(await right.text())
  })

  it('is not there where there are no tokens, and so no links', async () => {
    const { send } = await startHandler(answerRun)
    for (const path of [view, `${view}/script/x`]) expect((await send(path)).status).toBe(404)
    expect((await send(link)).status).toBe(401)
  })

  it('leaves who opened which link, and no more, in the audit', async () => {
    const entries: AuditEntry[] = []
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      onAudit: (entry) => entries.push(entry),
    })
    await send(view)
    await send(link, { headers: bearerOf(await share({ id: 'link_1' })) })
    expect(entries).toMatchObject([
      { sub: null, jti: null, run: null, action: null, status: 200 },
      { sub: 'share:link_1', jti: 'link_1', run: null, action: 'run:read', status: 200 },
    ])
  })
})

describe.each(platforms)('what a share link is for, on %s', (_name, startHandler) => {
  it('is told to whoever has it', async () => {
    const { send, calls } = await startHandler(answerRun, {
      ...onlyTokens,
      share: { transport: 'push', allowedStreamHosts: ['live.example.com'] },
    })
    const scope = ['run:read', 'run:stream'] as const
    const headers = bearerOf(
      await share({ runs: ['run_2', 'run_1'], scope, title: '<b>Lamps</b>' }),
    )
    expect(await (await send(link, { headers })).json()).toEqual({
      title: '<b>Lamps</b>',
      runs: ['run_2', 'run_1'],
      scope: ['run:read', 'run:stream'],
      transport: 'push',
      allowed_stream_hosts: ['live.example.com'],
      allow_insecure_localhost: false,
    })
    const plain = await send(link, { headers: bearerOf(await share()) })
    expect(await plain.json()).toMatchObject({ title: null, scope: ['run:read', 'run:result'] })
    expect(calls).toEqual([])
  })

  it('is told beside sessions of the host, whom nobody asks about it', async () => {
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      authorize: () => {
        throw new Error('asked')
      },
    })
    expect((await send(link, { headers: bearerOf(await share()) })).status).toBe(200)
    expect((await send(link, { headers: { Cookie: 'session=1' } })).status).toBe(401)
  })

  it('is nothing for the token of a viewer', async () => {
    const { send } = await startHandler(answerRun, onlyTokens)
    expect((await send(link, { headers: await bearer() })).status).toBe(401)
  })

  it('is told to many at once: one link has the limits of a subject, not those of one token', async () => {
    const { send } = await startHandler(answerRun, {
      ...onlyTokens,
      tokens: { secret: SECRET, maxRequests: 2, maxSubjectRequests: 4 },
    })
    const headers = bearerOf(await share())
    const statuses = []
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await send(link, { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429])
    expect((await send(link, { headers: bearerOf(await share()) })).status).toBe(200)
  })
})

describe('the script on Node', () => {
  it('is compressed for those who take it so', async () => {
    const [, startOnNode] = platforms.find(([name]) => name === 'Node')!
    const { send } = await startOnNode(answerRun, onlyTokens)
    const path = `${view}/script/x`
    const plain = await send(path, { headers: { 'Accept-Encoding': 'br, gzip;q=0' } })
    const gzipped = await send(path, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } })
    expect(plain.headers.has('Content-Encoding')).toBe(false)
    expect(gzipped.headers.get('Content-Encoding')).toBe('gzip')
    const text = await plain.text()
    const bytes = new Uint8Array(await gzipped.arrayBuffer())
    expect(bytes.length).toBeLessThan(text.length / 2)
    expect(gunzipSync(bytes).toString()).toBe(text)
  })
})
