import { UNSEEN } from './unseen.js'

/** A piece of a text that somebody else wrote. All pieces together are the text. */
export interface TextPiece {
  /**
   * - `text`: can be shown as it is
   * - `hidden`: a character that is not seen or changes the direction of the text around it, such as
   *   U+202E; or several that are only counted
   * - `marks`: so many marks more than a letter has that they are only counted
   */
  type: 'text' | 'hidden' | 'marks'
  text: string
}

/** More marks on one letter cover its neighbours, and thousands of them block the page for seconds. */
const MOST_MARKS = 8
/** Of hidden characters that follow each other, as in a smuggled message, the first few say enough. */
const MOST_IN_A_ROW = 4
/** More pieces of one text slow the page down. */
const MOST_PIECES = 2_000

/** Most texts are plain. For them the expressions below, which are large, are not even compiled. */
const PLAIN = /^[ -~\n\t]*$/

/** Scripts whose spelling needs joiners, which are hidden characters elsewhere. */
const JOINING_SCRIPTS = 'Arab Beng Deva Gujr Guru Khmr Knda Mlym Mong Orya Sinh Syrc Taml Telu'

/**
 * What is not seen and yet belongs into an honest text at its place. A variation selector says how the
 * character before it is drawn: let pass behind any letter, selectors could spell a message.
 */
function getHonest(): RegExp {
  const joining = `[${JOINING_SCRIPTS.replace(/(\w+) ?/g, String.raw`\p{scx=$1}`)}]`
  const alternatives = [
    String.raw`[\n\t]|\r(?=\n)`,
    // Joiners between letters, and behind a sign that takes the vowel from a letter, at an end too.
    String.raw`(?<=${joining})[\u200C\u200D](?=${joining})|(?<=(?=\p{M})${joining})[\u200C\u200D]`,
    // Emoji that are made of several, keycaps, and the flags of England, Scotland and Wales.
    String.raw`(?<=\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D(?=\p{Extended_Pictographic})`,
    String.raw`(?<=[#*\d])\uFE0F(?=\u20E3)`,
    String.raw`(?<=\u{1F3F4})\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`,
    // Symbols as text or as emoji, and other forms of signs in mathematics.
    String.raw`(?<=(?![\0-\x7F${UNSEEN}])[\p{Emoji}\p{S}])[\uFE00\uFE0E\uFE0F]`,
    // Forms of ideographs, of which none has 48 that are registered, and of Mongolian letters.
    String.raw`(?<=\p{Ideographic})[\uFE00-\uFE02\u{E0100}-\u{E012F}]`,
    String.raw`(?<=(?=\p{L})\p{scx=Mong})[\u180B-\u180F]`,
    // The space of Braille.
    String.raw`(?<=[\u2801-\u28FF])\u2800(?=[\u2801-\u28FF])`,
  ]
  return new RegExp(alternatives.join('|'), 'uy')
}

let expressions: Record<'suspects' | 'mark' | 'honest', RegExp> | undefined

function getExpressions() {
  return (expressions ??= {
    suspects: new RegExp(`[${UNSEEN}\\p{M}]+`, 'gu'),
    mark: new RegExp(`(?![${UNSEEN}])\\p{M}`, 'uy'),
    honest: getHonest(),
  })
}

/** Splits a text into what can be shown as it is, and what has to be made visible. */
export function getTextPieces(text: string): TextPiece[] {
  if (PLAIN.test(text)) return text ? [{ type: 'text', text }] : []
  const { suspects, mark, honest } = getExpressions()
  const pieces: TextPiece[] = []
  let shownUntil = 0
  const showUntil = (end: number) => {
    if (end > shownUntil) pieces.push({ type: 'text', text: text.slice(shownUntil, end) })
  }

  // `matchAll` would compile the expression anew for each text, which takes longer than the search.
  suspects.lastIndex = 0
  for (let match = suspects.exec(text); match; match = suspects.exec(text)) {
    let marks = 0
    let inARow = 0
    for (let at = match.index, end = at; at < suspects.lastIndex; at = end) {
      end = getEnd(mark, text, at)
      const isMark = end > at
      if (isMark) marks += 1
      else end = getEnd(honest, text, at)
      if (/[\n\t]/.test(text.slice(at, end))) marks = 0
      if (end > at && marks <= MOST_MARKS) {
        inARow = 0
        continue
      }
      if (end === at) end += text.codePointAt(at)! > 0xffff ? 2 : 1
      inARow += 1
      showUntil(at)
      if (pieces.length >= MOST_PIECES) {
        pieces.push({ type: 'hidden', text: text.slice(at) })
        return pieces
      }
      shownUntil = end
      const hidden = text.slice(at, end)
      const last = inARow > 1 ? pieces.at(-1) : undefined
      if (last && (inARow > MOST_IN_A_ROW + 1 || (isMark && last.type === 'marks'))) {
        last.text += hidden
        if (!isMark) last.type = 'hidden'
      } else {
        pieces.push({ type: isMark ? 'marks' : 'hidden', text: hidden })
      }
    }
  }
  showUntil(text.length)
  return pieces
}

/** Where what a sticky expression finds at a place ends: at the same place when it finds nothing. */
function getEnd(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at
  return expression.test(text) ? expression.lastIndex : at
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
