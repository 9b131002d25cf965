/** A piece of a text that somebody else wrote. */
export type TextPart =
  | { type: 'text'; text: string }
  /** A character that is not seen or that turns the text around it, such as `U+202E`. */
  | { type: 'hidden'; code: string }
  /** So many hidden characters, or so many marks on one letter, that the rest is only counted. */
  | { type: 'more'; what: 'characters' | 'marks'; count: number }

/** More marks on one letter cover its neighbours, and thousands of them block the page for seconds. */
const mostMarks = 8
/** Of hidden characters that follow each other, as in smuggled messages, the first few say enough. */
const mostInARow = 4
/** Of those in one text, as many as the page bears well. */
const mostHidden = 200

/**
 * Controls, lone surrogates, all that is made to be invisible (soft hyphens, zero widths, bidi controls,
 * tags), separators that break lines, interlinear notes; and marks, of which there may be many.
 */
const suspects = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{M}\u2028\u2029\uFFF9-\uFFFB]+/gu
const mark = /^(?!\p{Default_Ignorable_Code_Point})\p{M}/u
/** Most texts are plain, and then the expressions above, which are large, are not even compiled. */
const plain = /^[ -~\n\t]*$/

/** Splits a text into what can be shown as it is, and what has to be made visible. */
export function getTextParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let shownUntil = 0
  let hiddenCount = 0
  /** Puts what is between into the parts as text. */
  const skipTo = (start: number, end: number) => {
    if (start > shownUntil) parts.push({ type: 'text', text: text.slice(shownUntil, start) })
    shownUntil = end
  }

  if (plain.test(text)) return text ? [{ type: 'text', text }] : []
  // Not by matchAll: it would compile the expression anew for each text, which takes longer than this.
  suspects.lastIndex = 0
  for (let match = suspects.exec(text); match; match = suspects.exec(text)) {
    let at = match.index
    let marks = 0
    let inARow = 0
    /** Those that are counted only. */
    const rest = { characters: 0, marks: 0 }
    for (const character of match[0]) {
      const end = at + character.length
      const isMark = mark.test(character)
      marks = isMark ? marks + 1 : 0
      if (isMark ? marks <= mostMarks : isHarmless(text, at, character)) {
        addMore(parts, rest)
        inARow = 0
      } else {
        skipTo(at, end)
        inARow += 1
        if (!isMark) hiddenCount += 1
        if (isMark) rest.marks += 1
        else if (inARow > mostInARow || hiddenCount > mostHidden) rest.characters += 1
        else parts.push({ type: 'hidden', code: getCode(character) })
      }
      at = end
    }
    addMore(parts, rest)
  }
  skipTo(text.length, text.length)
  return parts
}

/** Adds what was only counted, to the last count if nothing is shown between. */
function addMore(parts: TextPart[], rest: { characters: number; marks: number }) {
  for (const what of ['marks', 'characters'] as const) {
    const last = parts.at(-1)
    if (rest[what] === 0) continue
    if (last?.type === 'more' && last.what === what) last.count += rest[what]
    else parts.push({ type: 'more', what, count: rest[what] })
    rest[what] = 0
  }
}

/** For attributes, which can show no more than text: without what is hidden, on one line. */
export function toPlainText(text: string, longest = 300): string {
  const plain = getTextParts(cutText(text, longest * 10))
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length > longest ? `${cutText(plain, longest)}…` : plain
}

/** The first characters of a text, never half of one. */
export function cutText(text: string, length: number): string {
  const cut = text.slice(0, length)
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

const afterEmoji = /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})*$/u
const beforeEmoji = /^\p{Extended_Pictographic}/u
/** Scripts in which joiners are spelling. */
const joiningScript =
  /^[\p{scx=Arab}\p{scx=Beng}\p{scx=Deva}\p{scx=Gujr}\p{scx=Guru}\p{scx=Khmr}\p{scx=Knda}\p{scx=Mlym}\p{scx=Orya}\p{scx=Sinh}\p{scx=Taml}\p{scx=Telu}]$/u

/** What belongs into honest texts, where it stands in them. */
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
      return joiningScript.test(before.slice(-1)) && joiningScript.test(after)
    case '\u200D':
      return (
        (afterEmoji.test(before) && beforeEmoji.test(after)) ||
        (joiningScript.test(before.slice(-1)) && joiningScript.test(after))
      )
    default:
      // A variation selector says how the character before it is drawn.
      return /^[\uFE00-\uFE0F]$/.test(character) && /[^\p{M}\p{C}\p{Z}]$/u.test(before)
  }
}

function getCode(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
