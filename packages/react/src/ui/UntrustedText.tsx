'use client'

import type { HTMLAttributes, ReactNode } from 'react'
import { forwardRef, useMemo } from 'react'

import type { TextMessages } from './messages.js'
import { textMessages } from './messages.js'
import type { TextPiece } from './textPieces.js'
import { getTextPieces } from './textPieces.js'
import { useMessages } from './useMessages.js'

/** Characters. Chromium takes seconds for 50,000 marks together, and no time for them in many `<bdi>`. */
const MOST_AT_ONCE = 200

export interface UntrustedTextProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  text: string
  /** The element that holds the text. One without a direction of its own needs `dir="auto"`. @default 'bdi' */
  as?: 'bdi' | 'code' | 'div' | 'p' | 'span'
  /** What was searched for, in lower case: it is marked in the text. */
  query?: string | undefined
}

/**
 * Shows a text that somebody else wrote. A character that is not seen, or that changes the direction of
 * the text around it, is shown by its code; who copies the text copies the character. Renders a `<bdi>`.
 *
 * A text stands alone in its element: a browser that translates the page replaces the texts in it, and of
 * one beside other elements React would go on changing what is no longer on the page.
 */
export const UntrustedText = forwardRef<HTMLElement, UntrustedTextProps>(function UntrustedText(
  { text, query, as = 'bdi', ...rest },
  ref,
) {
  const messages = useMessages(textMessages)
  const pieces = useMemo(() => getTextPieces(text), [text])
  const Tag = as as 'bdi'
  return (
    <Tag ref={ref} {...rest}>
      {showPieces(pieces, query, messages)}
    </Tag>
  )
})

function showPieces(
  pieces: readonly TextPiece[],
  query: string | undefined,
  messages: TextMessages,
): ReactNode {
  const [first] = pieces
  if (pieces.length <= 1 && first?.type !== 'hidden' && first?.type !== 'marks') {
    return markText(first?.text ?? '', query)
  }
  return pieces.map((piece, index) =>
    piece.type === 'text' ? (
      <span key={index}>{markText(piece.text, query)}</span>
    ) : (
      <Chip key={index} piece={piece} messages={messages} />
    ),
  )
}

interface ChipProps {
  piece: TextPiece
  messages: TextMessages
}

/**
 * A code or a count in the place of characters, which stand in the page all the same, without a size, so
 * that they are what is copied. What they do to a text around them ends with their `<bdi>`.
 */
function Chip({ piece: { type, text }, messages }: ChipProps) {
  const characters = Array.from(text)
  const count = characters.length
  const isOne = type === 'hidden' && count === 1
  const code = isOne ? getCode(text) : `+${count}`
  const label = isOne
    ? messages.textHidden(code)
    : type === 'marks'
      ? messages.textMarks(count)
      : messages.textHiddenMore(count)
  return (
    <bdi
      className="fishbowl-text-chip"
      role="img"
      aria-label={label}
      title={label}
      data-code={code}
      // A page from a server cannot hold half of a pair, NUL or a lone carriage return.
      suppressHydrationWarning
    >
      {count > MOST_AT_ONCE ? splitFlood(characters) : text}
    </bdi>
  )
}

function splitFlood(characters: string[]): ReactNode[] {
  const parts: ReactNode[] = []
  for (let at = 0; at < characters.length; at += MOST_AT_ONCE) {
    parts.push(
      <bdi key={at} suppressHydrationWarning>
        {characters.slice(at, at + MOST_AT_ONCE).join('')}
      </bdi>,
    )
  }
  return parts
}

function getCode(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

function markText(text: string, query: string | undefined): ReactNode {
  const lower = query ? text.toLowerCase() : ''
  // Some letters are longer in lower case, so what is found there stands elsewhere in the text itself.
  if (!query || lower.length !== text.length || !lower.includes(query)) return text
  const marked: ReactNode[] = []
  let from = 0
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    if (at > from) marked.push(<span key={from}>{text.slice(from, at)}</span>)
    from = at + query.length
    marked.push(<mark key={at}>{text.slice(at, from)}</mark>)
  }
  if (from < text.length) marked.push(<span key={from}>{text.slice(from)}</span>)
  return marked
}
