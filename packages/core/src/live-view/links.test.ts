import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { checkHelpUrl, checkRecordingUrl } from './links.js'

describe('checkHelpUrl', () => {
  it.each([
    ['https://docs.tinyfish.ai/prompting-guide#goals', undefined],
    ['https://agent.tinyfish.ai/billing?tab=credit', undefined],
    ['https://tinyfish.ai', 'https://tinyfish.ai/'],
    ['HTTPS://Docs.TinyFish.AI/a', 'https://docs.tinyfish.ai/a'],
    ['/profiles/new?site=a.example', 'https://agent.tinyfish.ai/profiles/new?site=a.example'],
    ['/', 'https://agent.tinyfish.ai/'],
    ['/../../profiles', 'https://agent.tinyfish.ai/profiles'],
    ['/@evil.example', 'https://agent.tinyfish.ai/@evil.example'],
  ])('gives a link to %s', (url, href = url) => {
    expect(checkHelpUrl(url)).toBe(href)
  })

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'JAVASCRIPT://docs.tinyfish.ai/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://docs.tinyfish.ai/1',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'http://docs.tinyfish.ai/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '///evil.example/',
    'https:/docs.tinyfish.ai/',
    'https:docs.tinyfish.ai/',
    'https://evil.example/',
    'https://tinyfish.ai.evil.example/',
    'https://eviltinyfish.ai/',
    'https://docs-tinyfish.ai/',
    'https://a.b.tinyfish.ai/',
    'https://stream.agent.tinyfish.ai/session/1',
    'https://docs.tinyfish.ai@evil.example/',
    'https://docs.tinyfish.ai:pass@evil.example/',
    'https://evil.example@docs.tinyfish.ai/',
    'https://evil@tinyfish.ai/',
    'https://docs.tinyfish.ai:8443/',
    'https://docs.tinyfish.ai./',
    'https://.tinyfish.ai/',
    'https://docs.tinyf\u0131sh.ai/',
    'https://docs.tinyfish\uff0eai/',
    'https://%64ocs.tinyfish.ai/',
    'https://xn--docs-zza.tinyfish.example/',
    'https://docs.tinyfish.ai\\@evil.example/',
    'https://docs.tinyfish.ai/\u202egnp.exe',
    ' https://docs.tinyfish.ai/',
    `https://docs.tinyfish.ai/${'a'.repeat(2048)}`,
    'docs',
    '',
    null,
    undefined,
    7,
    ['https://docs.tinyfish.ai/'],
  ])('attack: %j becomes no link', (url) => {
    expect(checkHelpUrl(url)).toBe(null)
  })

  it('never gives anything but https on a host of TinyFish, and never throws', () => {
    const parts = '  https:// http:// // / \\ @ : . # ? % \n [::1] tinyfish.ai docs evil.example'
    const part = fc.constantFrom(...parts.split(' '), ' ', 'javascript:')
    const url = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.array(part).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(url, (text) => {
        const href = checkHelpUrl(text)
        if (href === null) return
        const { origin, username, password } = new URL(href)
        expect(origin).toMatch(/^https:\/\/(?:[a-z0-9-]+\.)?tinyfish\.ai$/)
        expect(username + password).toBe('')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('checkRecordingUrl', () => {
  it.each([
    'https://bucket.s3.amazonaws.com/run.webm?X-Amz-Expires=900&X-Amz-Signature=abc',
    'https://storage.example:8443/run.webm',
  ])('lets %s pass', (url) => {
    expect(checkRecordingUrl(url)).toBe(url)
  })

  it.each([
    'http://stream.localhost:4477/run.webm',
    'http://localhost/run.webm',
    'http://127.0.0.1:80/run.webm',
    'http://[::1]:4477/run.webm',
  ])('lets %s pass for development only', (url) => {
    expect(checkRecordingUrl(url)).toBe(null)
    expect(checkRecordingUrl(url, { allowInsecureLocalhost: true })).toBe(new URL(url).href)
  })

  it.each([
    'http://storage.example/run.webm',
    'http://localhost.evil.example/run.webm',
    'http://evillocalhost/run.webm',
    'https://user:password@storage.example/run.webm',
    'https://user@storage.example/run.webm',
    'java\nscript:alert(1)',
    'data:video/webm;base64,AAAA',
    'blob:https://app.example/5',
    'file:///etc/passwd',
    '//storage.example/run.webm',
    '/run.webm',
    '',
    null,
    ['https://storage.example/run.webm'],
  ])('attack: plays %j', (url) => {
    expect(checkRecordingUrl(url, { allowInsecureLocalhost: true })).toBe(null)
  })
})
