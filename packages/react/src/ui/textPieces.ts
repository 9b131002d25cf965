import { UNSEEN } from './unseen.js'

/** A piece of a text that somebody else wrote. */
export type TextPiece =
  | { type: 'text'; text: string }
  /** A character that is not seen or changes the direction of the text around it, such as `U+202E`. */
  | { type: 'hidden'; code: string }
  /** So many hidden characters, or so many marks on one letter, that the rest is only counted. */
  | { type: 'more'; what: 'characters' | 'marks'; count: number }

/** More marks on one letter cover its neighbours, and thousands of them block the page for seconds. */
const MOST_MARKS = 8
/** Of hidden characters that follow each other, as in a smuggled message, the first few say enough. */
const MOST_IN_A_ROW = 4
/** More hidden characters in one text than these would slow the page down. */
const MOST_HIDDEN = 200

/** All that is not seen; and marks, of which a letter may have too many. */
const SUSPECTS = new RegExp(`[${UNSEEN}\\p{M}]+`, 'gu')
const MARK = new RegExp(`^(?![${UNSEEN}])\\p{M}`, 'u')
/** Most texts are plain. For them the expressions above, which are large, are not even compiled. */
const PLAIN = /^[ -~\n\t]*$/

/** Splits a text into what can be shown as it is, and what has to be made visible. */
export function getTextPieces(text: string): TextPiece[] {
  if (PLAIN.test(text)) return text ? [{ type: 'text', text }] : []
  const pieces: TextPiece[] = []
  let shownUntil = 0
  let hiddenCount = 0
  /** Adds the text up to `start`, and goes on at `end`. */
  const skipTo = (start: number, end: number) => {
    if (start > shownUntil) pieces.push({ type: 'text', text: text.slice(shownUntil, start) })
    shownUntil = end
  }

  // `matchAll` would compile the expression anew for each text, which takes longer than the search.
  SUSPECTS.lastIndex = 0
  for (let match = SUSPECTS.exec(text); match; match = SUSPECTS.exec(text)) {
    let at = match.index
    let marks = 0
    let inARow = 0
    /** How many are not shown one by one, and so only counted. */
    const rest = { characters: 0, marks: 0 }
    for (const character of match[0]) {
      const end = at + character.length
      const isMark = MARK.test(character)
      marks = isMark ? marks + 1 : 0
      if (isMark ? marks <= MOST_MARKS : isHarmless(text, at, character)) {
        addMore(pieces, rest)
        inARow = 0
      } else {
        skipTo(at, end)
        inARow += 1
        if (!isMark) hiddenCount += 1
        if (isMark) rest.marks += 1
        else if (inARow > MOST_IN_A_ROW || hiddenCount > MOST_HIDDEN) rest.characters += 1
        else pieces.push({ type: 'hidden', code: getCode(character) })
      }
      at = end
    }
    addMore(pieces, rest)
  }
  skipTo(text.length, text.length)
  return pieces
}

/** Adds what was only counted, to the count before it when nothing is shown between. */
function addMore(pieces: TextPiece[], rest: { characters: number; marks: number }) {
  for (const what of ['marks', 'characters'] as const) {
    const last = pieces.at(-1)
    if (rest[what] === 0) continue
    if (last?.type === 'more' && last.what === what) last.count += rest[what]
    else pieces.push({ type: 'more', what, count: rest[what] })
    rest[what] = 0
  }
}

/** The text on one line and without hidden characters, for an attribute, which cannot show their codes. */
export function toPlainText(text: string, longest = 300): string {
  const visible = getTextPieces(cutText(text, longest * 10))
    .map((piece) => (piece.type === 'text' ? piece.text : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  return visible.length > longest ? `${cutText(visible, longest)}…` : visible
}

/** The first `length` UTF-16 units of a text, or one fewer where a character would be cut in two. */
export function cutText(text: string, length: number): string {
  const cut = text.slice(0, length)
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

const AFTER_EMOJI = /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})*$/u
const BRAILLE = /[\u2801-\u28FF]/
const BARE_EMOJI = /\p{Extended_Pictographic}\p{Emoji_Modifier}?$/u
const BEFORE_EMOJI = /^\p{Extended_Pictographic}/u
/** Scripts whose spelling needs joiners, which are hidden characters elsewhere. */
const JOINING_SCRIPT =
  /^[\p{scx=Arab}\p{scx=Beng}\p{scx=Deva}\p{scx=Gujr}\p{scx=Guru}\p{scx=Khmr}\p{scx=Knda}\p{scx=Mlym}\p{scx=Orya}\p{scx=Sinh}\p{scx=Taml}\p{scx=Telu}]$/u

/** Whether a character that could hide something belongs into an honest text at its place. */
function isHarmless(text: string, at: number, character: string): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  const [after = ''] = text.slice(at + 1, at + 3)
  switch (character) {
    case '\n':
    case '\t':
      return true
    case '\r':
      return after === '\n'
    case '\u200C':
      return JOINING_SCRIPT.test(before.slice(-1)) && JOINING_SCRIPT.test(after)
    case '\u200D':
      return (
        (AFTER_EMOJI.test(before) && BEFORE_EMOJI.test(after)) ||
        (JOINING_SCRIPT.test(before.slice(-1)) && JOINING_SCRIPT.test(after))
      )
    // The blank between two words of Braille.
    case '\u2800':
      return BRAILLE.test(before.slice(-1)) || BRAILLE.test(after)
    // A variation selector says how the character before it is drawn. Behind letters, where it says
    // nothing, a row of them can hold a message.
    case '\uFE0F':
      if (/[\d#*]$/.test(before) && after === '\u20E3') return true
      return BARE_EMOJI.test(before)
    case '\uFE0E':
      return BARE_EMOJI.test(before)
    case '\uFE00':
      return /\p{Sm}$/u.test(before)
    default:
      return false
  }
}

function getCode(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
