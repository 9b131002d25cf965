import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

import type { StreamRefusal } from './streamingUrl.js'
import { checkStreamingUrl } from './streamingUrl.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('documented shapes', () => {
  it.each([
    'https://stream.agent.tinyfish.ai/session/xyz',
    'https://stream.mino.ai/session/abc123',
    'https://stream.mino.ai/live/abc123?token=t',
    'https://tf-abc123.fra0-tinyfish.unikraft.app/stream/0',
    'https://55c819e7-95be-4ca3-ba18-1b1cc23407a9.lax1-tinyfish.unikraft.app/stream/0',
    'https://tf-a.aws-eu-west-1-tinyfish.unikraft.app/stream/2',
    'https://ip-54-183-146-219.tetra-data.production.tinyfish.io/tf-55c819e7-95be/stream/0',
    'https://tetra-streaming.tinyfish.io/session/a?session=wss-1&page=jsonview&news=1',
  ])('accepts %s', (url) => {
    expect(checkStreamingUrl(url)).toEqual({ ok: true, href: url, origin: new URL(url).origin })
  })

  it.each([
    ['HTTPS://STREAM.MINO.AI/session/a', 'https://stream.mino.ai/session/a'],
    ['https://stream.mino.ai:443/', 'https://stream.mino.ai/'],
    ['https://stream.mino.ai', 'https://stream.mino.ai/'],
    ['https://stream.mino.ai/a#fragment', 'https://stream.mino.ai/a'],
    ['https://stream.mino.ai/a/../b', 'https://stream.mino.ai/b'],
    ['https://stream.mino.ai/?next=https://a@b/', 'https://stream.mino.ai/?next=https://a@b/'],
  ])('gives %s in its parsed form', (url, href) => {
    expect(checkStreamingUrl(url)).toMatchObject({ ok: true, href })
  })
})

it('takes a URL of 2,048 characters, and none that is longer', () => {
  const url = 'https://stream.mino.ai/'.padEnd(2048, 'a')
  expect(checkStreamingUrl(url).ok).toBe(true)
  expect(checkStreamingUrl(`${url}a`)).toEqual({ ok: false, reason: 'too_long' })
})

describe.each<[attack: string, reason: StreamRefusal, urls: unknown[]]>([
  [
    'a script URL',
    'unsupported_scheme',
    ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'javascript://stream.mino.ai/%0aalert(1)'],
  ],
  [
    'a script URL hidden by control characters',
    'forbidden_character',
    [' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', 'ht\ttps://x.y'],
  ],
  [
    'another scheme',
    'unsupported_scheme',
    [
      'data:text/html,<script>alert(1)</script>',
      'blob:https://stream.mino.ai/x',
      'about:blank',
      'about:srcdoc',
      'file:///etc/passwd',
      'view-source:https://stream.mino.ai/',
      'wss://stream.mino.ai/',
    ],
  ],
  ['plain http', 'insecure', ['http://stream.mino.ai/session/a', 'http://localhost.evil.com/']],
  [
    'credentials in the URL',
    'credentials',
    [
      'https://user:pass@stream.mino.ai/',
      'https://stream.mino.ai@evil.com/',
      'https://@stream.mino.ai/',
    ],
  ],
  [
    'a host of another tenant',
    'host_not_allowed',
    [
      'https://evil-tinyfish.unikraft.app/',
      'https://x.unikraft.app/',
      'https://fra0-tinyfish.unikraft.app/',
      'https://a.b.fra0-tinyfish.unikraft.app/',
    ],
  ],
  [
    'a lookalike host',
    'host_not_allowed',
    [
      'https://stream.mino.ai.evil.com/',
      'https://evil-mino.ai/',
      'https://mino.ai/',
      'https://xstream.mino.ai/',
      'https://tf-a.fra0-tinyfish.unikraft.app.evil.com/',
      'https://evil.com/stream.mino.ai',
      'https://evil.com?https://stream.mino.ai',
      'https://evil.com#stream.mino.ai',
      'https://127.0.0.1/',
    ],
  ],
  [
    'stray dots in the host',
    'invalid_host',
    ['https://stream.mino.ai./x', 'https://.fra0-tinyfish.unikraft.app/', 'https://a..mino.ai/'],
  ],
  [
    'a host that only looks right after normalisation',
    'invalid_host',
    [
      'https://mıno.ai/',
      'https://xn--mno-kza.ai/',
      'https://stream。mino。ai/',
      'https://ｓｔｒｅａｍ.mino.ai/',
      'https://tf-a.fra0-tinyfish.uni\u212araft.app/',
      'https://%73tream.mino.ai/',
      'https://stream%2emino.ai/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https:///stream.mino.ai/',
    ],
  ],
  [
    'invisible characters and backslashes',
    'forbidden_character',
    [
      'https://stream\u200b.mino.ai/',
      'https://stream.mino.ai/\u202e',
      'https://stream.mino.ai\u00a0/',
      'https://stream.mino.ai/\u0000',
      'https:\\\\stream.mino.ai',
      'https://evil.com\\@stream.mino.ai/',
      'https://stream.mino.ai/\ud800',
    ],
  ],
  [
    'a URL that is not absolute',
    'unsupported_scheme',
    ['https:stream.mino.ai/', '//stream.mino.ai', '/session/a', ''],
  ],
  [
    'a page that takes a socket from its query, and so any browser',
    'control_address',
    [
      'https://tetra-streaming.tinyfish.io/inspector.html?wss=host/devtools/page/1',
      'https://stream.mino.ai/devtools/inspector.html?ws=evil.example/devtools/page/1',
      'https://stream.mino.ai/devtools/devtools_app.html?remoteBase=https://evil.example/',
      'https://stream.mino.ai/devtools%2Finspector.html',
      'https://stream.mino.ai/js_app.html',
      'https://stream.mino.ai/Inspector.HTML?WSS=evil.example',
      'https://stream.mino.ai/json/list',
      'https://stream.mino.ai/live?ws=evil.example',
      'https://stream.mino.ai/live?token=t&wsUrl=evil.example',
      'https://stream.mino.ai/live?ws-endpoint=evil.example',
      'https://stream.mino.ai/live?browserWSEndpoint=evil.example',
      'https://stream.mino.ai/live?webSocketDebuggerUrl=evil.example',
      'https://stream.mino.ai/live?%77%73=evil.example',
      'https://stream.mino.ai/live?to=WSS%3A%2F%2Fevil.example',
      'https://stream.mino.ai/live?to=wss%253A%252F%252Fevil.example',
      'https://stream.mino.ai/live?a=1&a=//evil.example/devtools/page/1',
      'https://stream.mino.ai/vnc.html?host=evil.example',
      'https://stream.mino.ai/vnc_lite.html?path=websockify%3Ftoken=x',
      'https://stream.mino.ai/view?path=websockify',
    ],
  ],
  ['another port', 'port', ['https://stream.mino.ai:8443/']],
  ['an impossible port', 'invalid_url', ['https://stream.mino.ai:99999/', 'https://[::1/']],
  ['an endless path', 'too_long', [`https://stream.mino.ai/${'a'.repeat(70_000)}`]],
  [
    'a value that is not text',
    'not_a_string',
    [null, undefined, {}, 42, ['https://stream.mino.ai/'], new URL('https://stream.mino.ai/')],
  ],
])('refuses %s', (_attack, reason, urls) => {
  it.each(urls.map((url) => [url]))('%j', (url) => {
    expect(checkStreamingUrl(url)).toMatchObject({ ok: false, reason })
  })
})

describe('refusals', () => {
  it('names the host but nothing else of the URL', () => {
    const check = checkStreamingUrl('https://user:s3cret@evil.com/s3cret?s3cret#s3cret')
    expect(check).toEqual({ ok: false, reason: 'credentials', host: 'evil.com' })
  })

  it('has no host when the URL could not be read', () => {
    expect(checkStreamingUrl('javascript:alert(1)')).not.toHaveProperty('host')
  })
})

describe('a frame that could undo its own sandbox', () => {
  const url = 'https://stream.mino.ai/session/a'

  it('is refused when it has the origin of the page', () => {
    const check = checkStreamingUrl(url, { pageOrigin: 'https://stream.mino.ai' })
    expect(check).toMatchObject({ ok: false, reason: 'same_origin' })
  })

  it('is refused in a browser without being asked for', () => {
    vi.stubGlobal('location', { origin: 'https://stream.mino.ai' })
    expect(checkStreamingUrl(url)).toMatchObject({ ok: false, reason: 'same_origin' })
    expect(checkStreamingUrl(url, { pageOrigin: 'https://app.example.com' }).ok).toBe(true)
  })

  it('is refused on localhost as well', () => {
    const policy = { allowInsecureLocalhost: true, pageOrigin: 'http://localhost:3000' }
    expect(checkStreamingUrl('http://localhost:3000/stream/0', policy)).toMatchObject({
      reason: 'same_origin',
    })
    expect(checkStreamingUrl('http://localhost:4000/stream/0', policy).ok).toBe(true)
  })
})

describe('allowInsecureLocalhost', () => {
  it('refuses what drives a browser there, too', () => {
    const url = 'http://localhost:9222/devtools/inspector.html?ws=localhost:9222/devtools/page/1'
    expect(checkStreamingUrl(url, { allowInsecureLocalhost: true })).toMatchObject({
      reason: 'control_address',
    })
  })

  it.each([
    'http://localhost/',
    'http://localhost:4873/stream/0',
    'http://tf-1.localhost:4873/stream/0',
    'http://127.0.0.1:4873/',
    'http://[::1]:4873/',
  ])('allows %s only with the flag', (url) => {
    expect(checkStreamingUrl(url).ok).toBe(false)
    expect(checkStreamingUrl(url, { allowInsecureLocalhost: true }).ok).toBe(true)
  })

  it.each([
    'http://localhost.evil.com/',
    'http://evil.com/',
    'http://stream.mino.ai/',
    'http://127.0.0.2/',
    'http://0x7f.1/',
    'http://.localhost/',
    'http://localhost./',
    'http://evillocalhost/',
    'https://localhost/',
    'https://127.0.0.1/',
  ])('does not allow %s', (url) => {
    expect(checkStreamingUrl(url, { allowInsecureLocalhost: true }).ok).toBe(false)
  })
})

it('never lets a host pass that is not on the list', () => {
  const authority = fc.oneof(
    fc.domain(),
    fc.webAuthority(),
    fc.string(),
    fc.constantFrom('stream.mino.ai', 'a.fra0-tinyfish.unikraft.app'),
  )
  const allowed =
    /^(stream\.mino\.ai|stream\.agent\.tinyfish\.ai|tetra-streaming\.tinyfish\.io|[a-z0-9-]+\.(fra0|lax1|aws-eu-west-1)-tinyfish\.unikraft\.app|[a-z0-9-]+\.tetra-data\.production\.tinyfish\.io)$/
  fc.assert(
    fc.property(
      authority,
      fc.constantFrom('', '.', '/', '@', ':1', '\\', '?'),
      fc.string(),
      (host, cut, rest) => {
        const check = checkStreamingUrl(`https://${host}${cut}${rest}`)
        if (!check.ok) return
        const { protocol, hostname, port, username } = new URL(check.href)
        expect(protocol + port + username).toBe('https:')
        expect(hostname).toMatch(allowed)
      },
    ),
    { numRuns: 1000 },
  )
})
