import { describe, expect, it } from 'vitest'

import { locales } from '../../../react/test/locales.js'
import { pageMessages } from './messages.js'

const { en: english, ...others } = pageMessages

it('has the languages that the elements have', () => {
  expect(Object.keys(others).toSorted()).toEqual(locales.map(({ tag }) => tag).toSorted())
})

describe.each(locales)('$tag', ({ tag, messages, glossary }) => {
  const texts = Object.entries(pageMessages[tag]!).filter(([name]) => name !== 'dir')

  it('leaves nothing in English, and says where numbers stand', () => {
    const same = texts.filter(([name, text]) => text === Reflect.get(english!, name))
    expect(same.filter(([name]) => name !== 'place')).toEqual([])
    expect(pageMessages[tag]!.place).toMatch(/\{place\}.*\{count\}|\{count\}.*\{place\}/)
    expect(pageMessages[tag]!.loading).toBe(messages.statusLoading)
  })

  it('keeps to its glossary', () => {
    for (const word of glossary.flatMap(({ not }) => not)) {
      // Words of letters that stand together, as in Japanese, have no boundaries to look for.
      const pattern = /\p{Script=Latin}/u.test(word) ? `(?<!\\p{L})${word}(?!\\p{L})` : word
      const banned = new RegExp(pattern, 'iu')
      expect(texts.filter(([, text]) => banned.test(text))).toEqual([])
    }
  })
})
