import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { TextPiece } from './textPieces.js'
import { cutText, getTextPieces, toPlainText } from './textPieces.js'

/** The pieces in short: hidden characters in brackets, by their codes or by how many they are. */
const read = (text: string) => {
  const pieces = getTextPieces(text)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  return pieces.map(describePiece).join('')
}

function describePiece({ type, text }: TextPiece): string {
  if (type === 'text') return text
  const count = Array.from(text).length
  if (type === 'marks') return `[${count} marks]`
  return count > 1
    ? `[${count} characters]`
    : `[${text.codePointAt(0)?.toString(16).toUpperCase()}]`
}

const byteSelectors = (message: string) =>
  Array.from(message, (letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0) - 16)).join(
    '',
  )

describe('getTextPieces', () => {
  it.each([
    ['German', 'Harbor lantern, 29,99 €\n\tin stock'],
    ['lines of Windows', 'Zeile\r\nZeile'],
    ['scripts of many kinds', 'שָׁלוֹם مرحبا 你好 नमस्ते 한국어 สวัสดี'],
    ['Persian and Hindi with joiners', 'می\u200cخواهم क्\u200dष'],
    ['Malayalam and Telugu with joiners at an end', 'അവന്\u200d വന്നു, విండోస్\u200c.'],
    ['Sinhala with joiners', 'ශ්\u200dරී ලංකාව'],
    ['emoji of several', '👩\u200d👩\u200d👧 👨🏽\u200d⚕️ 🏳️\u200d🌈 ❤️\u200d🔥 🏴\u200d☠️'],
    ['emoji and their text forms', '👍🏽 ❤️ ❤︎ ☎︎ ▶︎ ✓︎ ©️ ℹ️ ‼️ 〰️ ㊗️'],
    ['keycaps', '1️⃣ #️⃣ *️⃣'],
    [
      'flags of parts of a country',
      ...['eng', 'sct', 'wls'].map(
        (part) => `🏴${Array.from(`gb${part}\x7F`).map(toTag).join('')}`,
      ),
    ],
    ['flags of countries', '🇩🇪🇯🇵'],
    ['ideographs in a registered form', '葛\u{E0100}城市 邉\u{E011E} 神\uFE00'],
    ['signs of mathematics', '∩\uFE00 ≨\uFE00'],
    ['Mongolian forms of letters', 'ᠬ\u180Bᠠ ᠪᠠᠶᠢᠨ\u180Eᠠ'],
    ['Braille with spaces', '⠓⠑⠇⠇⠕\u2800⠺⠕⠗⠇⠙'],
    ['letters with several marks', 'Việt Z̵̢͝a'],
  ])('leaves an honest text alone: %s', (_, ...texts) => {
    for (const text of texts) expect(getTextPieces(text)).toEqual([{ type: 'text', text }])
  })

  it('has no piece of an empty text', () => {
    expect(getTextPieces('')).toEqual([])
  })

  it.each([
    ['a right-to-left override', 'photo\u202Egnp.exe', 'photo[202E]gnp.exe'],
    ['an isolate that is never closed', '\u2066abc', '[2066]abc'],
    ['a mark of direction', 'a\u200Fb\u061Cc', 'a[200F]b[61C]c'],
    ['a zero-width space', 'pay\u200Bpal', 'pay[200B]pal'],
    ['a joiner between letters', 'pay\u200Dpal', 'pay[200D]pal'],
    ['a joiner of graphemes', 'a\u034Fb', 'a[34F]b'],
    ['a soft hyphen', 'pay\u00ADpal', 'pay[AD]pal'],
    ['a byte order mark', '\uFEFFa', '[FEFF]a'],
    ['invisible operators', 'a\u2062b\u2065', 'a[2062]b[2065]'],
    ['NUL and escape', 'a\0b\u001B[31m', 'a[0]b[1B][31m'],
    ['a lone carriage return', 'safe\rhidden', 'safe[D]hidden'],
    ['half of a pair', 'a\uD83Db', 'a[D83D]b'],
    ['no character', 'a\uFFFEb\u{1FFFF}', 'a[FFFE]b[1FFFF]'],
    ['a line separator', 'a\u2028b', 'a[2028]b'],
    ['an interlinear note', 'a\uFFF9b', 'a[FFF9]b'],
    ['the place of an object', 'a\uFFFCb', 'a[FFFC]b'],
    ['fillers of Hangul', '\u115F\u1160 \u3164 \uFFA0', '[115F][1160] [3164] [FFA0]'],
    ['the inherent vowels of Khmer', 'ក\u17B4ខ\u17B5', 'ក[17B4]ខ[17B5]'],
    ['a vowel separator of Mongolian', 'pay\u180Epal', 'pay[180E]pal'],
    ['a joiner of Tifinagh', 'a\u2D7Fb', 'a[2D7F]b'],
    ['the blank of Braille', 'pay\u2800pal\u2800', 'pay[2800]pal[2800]'],
    ['the head of a note that has none', 'pay\u{1D159}pal', 'pay[1D159]pal'],
    ['beams of notes', 'a\u{1D173}b', 'a[1D173]b'],
    ['joiners and blanks of hieroglyphs', 'a\u{13431}b\u{13441}', 'a[13431]b[13441]'],
    ['the filler of Khitan', 'a\u{16FE4}b', 'a[16FE4]b'],
    ['controls of shorthand', 'a\u{1BCA0}b\u{1BC9D}', 'a[1BCA0]b[1BC9D]'],
    ['smuggled tags', 'a\u{E0049}\u{E0067}', 'a[E0049][E0067]'],
    ['tags behind a flag', `🏴${Array.from('hi\x7F', toTag).join('')}`, '🏴[E0068][E0069][E007F]'],
    ['a selector after each letter', 'a\uFE00b\uFE01c\uFE0F', 'a[FE00]b[FE01]c[FE0F]'],
    ['a far selector after each letter', 'a\u{E0100}é\u{E0101}', 'a[E0100]é[E0101]'],
    ['a selector after each digit', '1\uFE0F2\uFE0E', '1[FE0F]2[FE0E]'],
    [
      'a selector after each letter of a script',
      'ш\uFE00あ\uFE0Fא\uFE01',
      'ш[FE00]あ[FE0F]א[FE01]',
    ],
    ['selectors after a blank', '\u2800\uFE0F', '[2800][FE0F]'],
    ['selectors in a row', '❤\uFE0F\uFE0F神\uFE00\uFE01', '❤\uFE0F[FE0F]神\uFE00[FE01]'],
    ['letters as selectors of ideographs', `神${byteSelectors('h')}`, '神[E0158]'],
    ['selectors of Mongolian after letters', 'a\u180Bb', 'a[180B]b'],
    ['joiners in a row', 'می\u200c\u200cخ', 'می[200C][200C]خ'],
  ])('attack: %s is made visible', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('attack: no character that Unicode means to be ignored is let pass between letters', () => {
    const ignored = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Noncharacter_Code_Point}]/u
    const missed: string[] = []
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code)
      if (!ignored.test(character) || /[\n\t]/.test(character)) continue
      if (getTextPieces(`a${character}b`)[1]?.text !== character) missed.push(code.toString(16))
    }
    expect(missed).toEqual([])
  })

  it('attack: a smuggled message is counted', () => {
    const tags = '\u{E0041}'.repeat(500)
    expect(read(`a${tags}b`)).toBe(`a${'[E0041]'.repeat(4)}[496 characters]b`)
    expect(read(`😀${byteSelectors('ignore all of it')}b`)).toMatch(
      /^😀(\[E01..\]){4}\[12 characters\]b$/,
    )
  })

  it('attack: 50,000 hidden characters, each between letters, are no 50,000 pieces', () => {
    for (const part of ['a\u200B', `a${'\u0301'.repeat(9)}`]) {
      const pieces = getTextPieces(part.repeat(50_000))
      expect(pieces.length).toBeLessThanOrEqual(2_002)
      expect(pieces.at(-1)?.type).toBe('hidden')
    }
  })

  it('attack: 50,000 marks on one letter are eight', () => {
    expect(read(`Z${'\u0301'.repeat(50_000)}a`)).toBe(`Z${'\u0301'.repeat(8)}[49992 marks]a`)
    expect(read(`Z\n${'\u0301'.repeat(9)}`)).toBe(`Z\n${'\u0301'.repeat(8)}[1 marks]`)
  })

  it.each([
    ['selectors', '\u0301\u0302\u0303\uFE0F'],
    ['joiners that are honest behind a mark', '\u094D\u200D'],
  ])('attack: marks on one letter are eight, with %s among them', (_, marks) => {
    const pieces = getTextPieces(`क${marks.repeat(5_000)}`)
    const shown = pieces.map(({ type, text }) => (type === 'text' ? text : '')).join('')
    expect(shown.match(/(?![\uFE0F])\p{M}/gu)?.length).toBeLessThanOrEqual(8)
    expect(pieces.length).toBeLessThan(20)
  })

  it('loses nothing, and leaves nothing hidden', () => {
    const unit = fc.constantFrom(
      'a',
      '\n',
      '\u202E',
      '\u0301',
      '\u200D',
      '\uFE0F',
      '👍',
      '\uD800',
      '神',
      '\u{E0100}',
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const pieces = getTextPieces(text)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        const shown = pieces.filter(({ type }) => type === 'text').map((piece) => piece.text)
        expect(shown.join('|')).not.toMatch(
          /[\u202E]|\p{Cs}|a[\uFE0F\u{E0100}\u200D]|(?!\uFE0F)\p{M}{9}/u,
        )
        const hidden = pieces.filter(({ type }) => type !== 'text').map((piece) => piece.text)
        expect(hidden.join('')).not.toMatch(/[a👍神\n]/u)
      }),
    )
  })
})

function toTag(letter: string): string {
  return String.fromCodePoint(0xe0000 + letter.charCodeAt(0))
}

describe('toPlainText', () => {
  it('is one line without what is hidden', () => {
    expect(toPlainText(' p\uFE00ay\u200Bpal\n\u202Etxt\u2800 ')).toBe('paypal txt')
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
