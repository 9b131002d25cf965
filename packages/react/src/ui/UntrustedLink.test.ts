import { describe, expect, it } from 'vitest'

import { checkLinkUrl } from './UntrustedLink.js'

describe('checkLinkUrl', () => {
  it.each([
    ['https://shop.example/lamps?sort=price#top'],
    ['http://shop.example:8080/'],
    ['https://xn--mnchen-3ya.de/'],
    ['https://127.0.0.1/'],
    ['https://[::1]/'],
    ['https://my_shop.example/'],
    ['https://shop.example/münchen'],
  ])('accepts %s', (text) => {
    expect(checkLinkUrl(text)).toEqual({ href: new URL(text).href, asciiHost: null })
  })

  it('gives the ASCII form of a host that is shown in other letters', () => {
    expect(checkLinkUrl('https://аррӏе.com/')).toEqual({
      href: 'https://xn--80ak6aa92e.com/',
      asciiHost: 'xn--80ak6aa92e.com',
    })
    expect(checkLinkUrl('https://münchen.de')?.asciiHost).toBe('xn--mnchen-3ya.de')
  })

  // Once Node 20 has compiled a loop with `URL.canParse`, that says no.
  it('does so however many addresses there are', () => {
    const links = Array.from({ length: 100_000 }, () => checkLinkUrl('https://münchen.de'))
    expect(links.filter((link) => link === null)).toEqual([])
  })

  it.each([
    ['javascript:alert(1)'],
    [' JaVaScRiPt:alert(1)'],
    ['java\nscript:alert(1)'],
    ['\u0001javascript:alert(1)'],
    ['data:text/html,<script>'],
    ['vbscript:x'],
    ['blob:https://shop.example/x'],
    ['file:///etc/passwd'],
    ['//evil.example'],
    ['/path'],
    ['https:shop.example'],
    ['https:\\\\shop.example'],
    ['https:///shop.example'],
    ['https://user:pass@shop.example/'],
    ['https://shop.example@evil.example/'],
    ['https://shop.example\\@evil.example/'],
    ['https://shop.example./'],
    ['https://shop..example/'],
    ['https://.shop.example/'],
    ['https://shop。example/'],
    ['https://ｓｈｏｐ.example/'],
    ['https://%73hop.example/'],
    ['https://2130706433/'],
    ['https://0x7f.1/'],
    ['https://shop\u200B.example/'],
    ['https://shop.example/\u202Egnp.exe'],
    ['https://shop.example/a b'],
    ['https://shop.example/ '],
    ['see https://shop.example/'],
    [`https://shop.example/${'a'.repeat(3_000)}`],
    ['https://'],
    [''],
  ])('attack: %j is no link', (text) => {
    expect(checkLinkUrl(text)).toBe(null)
  })
})
