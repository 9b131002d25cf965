import { expect, it } from 'vitest'

import { chooseLanguage } from './language.js'

const tags = ['en', 'de', 'pt-BR', 'zh-CN', 'ar']

function choose(accepted: string | null, query = '') {
  const headers = accepted === null ? {} : { 'Accept-Language': accepted }
  return chooseLanguage(new Request(`https://app.example.com/view${query}`, { headers }), tags)
}

it.each([
  { accepted: 'de', tag: 'de' },
  { accepted: 'de-AT,de;q=0.9,en;q=0.8', tag: 'de' },
  { accepted: 'nl,ar;q=0.5,de;q=0.8', tag: 'de' },
  { accepted: 'de;q=0, ar; q=0.3', tag: 'ar' },
  { accepted: 'AR-eg', tag: 'ar' },
  { accepted: 'pt-PT', tag: 'pt-BR' },
  { accepted: 'pt', tag: 'pt-BR' },
  { accepted: 'zh', tag: 'zh-CN' },
  { accepted: 'zh-Hans-SG', tag: 'zh-CN' },
  // Another script, which is not read by everybody who reads this one.
  { accepted: 'zh-TW', tag: 'en' },
  { accepted: 'zh-TW,de;q=0.5', tag: 'de' },
  { accepted: 'nl-NL', tag: 'en' },
  { accepted: 'en-US,de;q=0.9', tag: 'en' },
  { accepted: '*', tag: 'en' },
  { accepted: '', tag: 'en' },
  { accepted: null, tag: 'en' },
])('gives $tag to a browser that asks for $accepted', ({ accepted, tag }) => {
  expect(choose(accepted).tag).toBe(tag)
})

it('gives what the address names, whatever the browser asks for', () => {
  expect(choose('de', '?lang=ar').tag).toBe('ar')
  expect(choose('de', '?embed&lang=pt').tag).toBe('pt-BR')
  expect(choose('de', '?lang=nl').tag).toBe('de')
  expect(choose('nl', '?lang=x').tag).toBe('en')
})

it('writes dates as in the country of who reads English, and else as the texts are written', () => {
  expect(choose('en-GB').locale).toBe('en-GB')
  expect(choose('nl-NL').locale).toBe('en')
  // In Egypt dates have other digits than the counts of the texts.
  expect(choose('ar-EG').locale).toBe('ar')
})

it('attack: a language that is none gets into no page', () => {
  const attack = '"><script>alert(1)</script>'
  const names = ['en-GB', `en${attack}`, `en-x-${attack}`, `en-u-nu-latn${attack}`, attack, 'en"']
  for (const name of names) {
    const chosen = [
      choose(name.replaceAll(/[^\x20-\x7e]/g, '')),
      choose(null, `?lang=${encodeURIComponent(name)}`),
    ]
    for (const { locale } of chosen) expect(locale).toMatch(/^en(-[A-Za-z0-9]+)*$/)
  }
})

it('attack: thousands of languages are not all looked at', () => {
  const many = 'nl,'.repeat(10_000)
  expect(choose(`${many}de`).tag).toBe('en')
  expect(choose(`${'nl,'.repeat(5)}de`).tag).toBe('de')
})
