'use client'

import type { ReactNode } from 'react'
import { Fragment, useMemo } from 'react'

import type { TextMessages } from './messages.js'
import { textMessages } from './messages.js'
import type { TextPiece } from './textPieces.js'
import { getTextPieces } from './textPieces.js'
import { useMessages } from './useMessages.js'

export interface UntrustedTextProps {
  text: string
  /** What was searched for, in lower case: it is marked in the text. */
  query?: string | undefined
}

/**
 * Shows a text that somebody else wrote. A character that is not seen, or that changes the direction of
 * the text around it, is shown by its code. Put this into a `<bdi>` or an element with `dir="auto"`.
 */
export function UntrustedText({ text, query }: UntrustedTextProps) {
  const messages = useMessages(textMessages)
  const pieces = useMemo(() => getTextPieces(text), [text])
  return pieces.map((piece, index) => (
    <Fragment key={index}>
      {piece.type === 'text' ? (
        markText(piece.text, query)
      ) : (
        <Chip piece={piece} messages={messages} />
      )}
    </Fragment>
  ))
}

interface ChipProps {
  piece: Exclude<TextPiece, { type: 'text' }>
  messages: TextMessages
}

function Chip({ piece, messages }: ChipProps) {
  const isOne = piece.type === 'hidden'
  const text = isOne ? piece.code : `+${piece.count}`
  const label = isOne
    ? messages.textHidden(piece.code)
    : piece.what === 'marks'
      ? messages.textMarks(piece.count)
      : messages.textHiddenMore(piece.count)
  return (
    <span className="fishbowl-text-chip" role="img" aria-label={label} title={label}>
      {text}
    </span>
  )
}

function markText(text: string, query: string | undefined): ReactNode {
  const lower = query ? text.toLowerCase() : ''
  // Some letters are longer in lower case, so what is found there stands elsewhere in the text itself.
  if (!query || lower.length !== text.length || !lower.includes(query)) return text
  const marked: ReactNode[] = []
  let from = 0
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    marked.push(text.slice(from, at))
    from = at + query.length
    marked.push(<mark key={at}>{text.slice(at, from)}</mark>)
  }
  return [...marked, text.slice(from)]
}
