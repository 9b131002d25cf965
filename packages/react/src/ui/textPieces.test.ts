import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { cutText, getTextPieces, toPlainText } from './textPieces.js'

/** The pieces in short: hidden characters in brackets. */
const read = (text: string) =>
  getTextPieces(text)
    .map((piece) => {
      if (piece.type === 'text') return piece.text
      return piece.type === 'hidden' ? `[${piece.code}]` : `[${piece.count} ${piece.what}]`
    })
    .join('')

describe('getTextPieces', () => {
  it.each([
    'Harbor lantern, 29,99 €\n\tin stock',
    'Zeile\r\nZeile',
    'שלום مرحبا 你好 नमस्ते',
    'می\u200cخواهم क्\u200dष',
    '👩\u200d👩\u200d👧 👍🏽 ❤️ 🏳️\u200d🌈 1️⃣',
    'Việt Z̵̢͝a',
    '⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙ ≨\uFE00 ☎\uFE0E',
    '',
  ])('leaves an honest text alone: %s', (text) => {
    expect(getTextPieces(text)).toEqual(text ? [{ type: 'text', text }] : [])
  })

  it.each([
    ['a right-to-left override', 'photo\u202Egnp.exe', 'photo[U+202E]gnp.exe'],
    ['an isolate that is never closed', '\u2066abc', '[U+2066]abc'],
    ['a zero-width space', 'pay\u200Bpal', 'pay[U+200B]pal'],
    ['a joiner between letters', 'pay\u200Dpal', 'pay[U+200D]pal'],
    ['a soft hyphen', 'pay\u00ADpal', 'pay[U+00AD]pal'],
    ['a byte order mark', '\uFEFFa', '[U+FEFF]a'],
    ['NUL and escape', 'a\0b\u001B[31m', 'a[U+0000]b[U+001B][31m'],
    ['a lone carriage return', 'safe\rhidden', 'safe[U+000D]hidden'],
    ['half of a pair', 'a\uD83Db', 'a[U+D83D]b'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
    ['an interlinear note', 'a\uFFF9b', 'a[U+FFF9]b'],
    ['a Hangul filler', 'a\u3164b', 'a[U+3164]b'],
    ['smuggled tags', 'a\u{E0049}\u{E0067}', 'a[U+E0049][U+E0067]'],
    ['variation selectors in a row', 'a\uFE00\uFE01', 'a[U+FE00][U+FE01]'],
    [
      'a variation selector after each letter',
      'a\uFE00b\uFE0F1\uFE0E',
      'a[U+FE00]b[U+FE0F]1[U+FE0E]',
    ],
    ['a second selector after an emoji', '❤\uFE0F\uFE0E', '❤\uFE0F[U+FE0E]'],
    ['a selector of ideographs', '葛\u{E0100}城', '葛[U+E0100]城'],
    ['the blank of Braille', 'a\u2800b', 'a[U+2800]b'],
    ['a note without a head', 'a\u{1D159}b', 'a[U+1D159]b'],
    ['a joiner of hieroglyphs', 'a\u{13431}b', 'a[U+13431]b'],
    ['the filler of Khitan', 'a\u{16FE4}b', 'a[U+16FE4]b'],
    ['a filler of Hangul, half as wide', 'a\uFFA0b', 'a[U+FFA0]b'],
    ['joiners of Tifinagh and Brahmi', 'a\u2D7Fb\u{1107F}', 'a[U+2D7F]b[U+1107F]'],
    ['what is no character', 'a\uFFFEb', 'a[U+FFFE]b'],
    ['the place of an object', 'a\uFFFCb', 'a[U+FFFC]b'],
  ])('attack: %s is made visible', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('attack: a smuggled message is counted', () => {
    const tags = '\u{E0041}'.repeat(500)
    expect(read(`a${tags}b`)).toBe(`a${'[U+E0041]'.repeat(4)}[496 characters]b`)
    const many = getTextPieces('a\u200B'.repeat(50_000))
    expect(many.filter(({ type }) => type === 'hidden')).toHaveLength(200)
  })

  it('attack: 50,000 marks on one letter are eight', () => {
    expect(read(`Z${'\u0301'.repeat(50_000)}a`)).toBe(`Z${'\u0301'.repeat(8)}[49992 marks]a`)
    const mixed = `Z${'\u0301\u0302\u0303\uFE0F'.repeat(5_000)}`
    expect(read(mixed).replace(/\[.*?\]/g, '').length).toBeLessThan(20_000)
  })

  it('loses nothing but what it hides, and leaves nothing hidden', () => {
    const unit = fc.constantFrom('a', '\n', '\u202E', '\u0301', '\u200D', '\uFE0F', '👍', '\uD800')
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const shown = getTextPieces(text).map((piece) => (piece.type === 'text' ? piece.text : ''))
        expect(shown.join('')).not.toMatch(/[\u202E\u2066]|\p{Cs}|\p{M}{9}/u)
        const letters = text.replace(/[^a👍]/gu, '')
        expect(shown.join('').replace(/[^a👍]/gu, '')).toBe(letters)
      }),
    )
  })
})

describe('toPlainText', () => {
  it('is one line without what is hidden', () => {
    expect(toPlainText(' pay\u200Bpal\n\u202Etxt ')).toBe('paypal txt')
  })

  it('is never long', () => {
    expect(toPlainText('a'.repeat(20_000_000), 10)).toBe(`${'a'.repeat(10)}…`)
  })
})

describe('cutText', () => {
  it('never cuts a character in two', () => {
    expect(cutText('ab👍c', 3)).toBe('ab')
    expect(cutText('ab👍c', 4)).toBe('ab👍')
    expect(cutText('ab', 4)).toBe('ab')
  })
})
