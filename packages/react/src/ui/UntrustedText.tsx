'use client'

import type { ReactNode } from 'react'
import { Fragment, useMemo } from 'react'

import type { TextMessages } from './messages.js'
import { textMessages } from './messages.js'
import type { TextPart } from './untrustedText.js'
import { getTextParts } from './untrustedText.js'
import { useMessages } from './useMessages.js'

export interface UntrustedTextProps {
  text: string
  /** Marks what was searched for; in lower case. */
  query?: string | undefined
}

/**
 * Text that somebody else wrote, as text: characters that are not seen, or that turn the text around
 * them, are shown by their codes. Put it into a `<bdi>` or an element with `dir="auto"`.
 */
export function UntrustedText({ text, query }: UntrustedTextProps) {
  const messages = useMessages(textMessages)
  const parts = useMemo(() => getTextParts(text), [text])
  return parts.map((part, index) => (
    <Fragment key={index}>
      {part.type === 'text' ? markText(part.text, query) : <Chip part={part} messages={messages} />}
    </Fragment>
  ))
}

function Chip({
  part,
  messages,
}: {
  part: Exclude<TextPart, { type: 'text' }>
  messages: TextMessages
}) {
  const isOne = part.type === 'hidden'
  const text = isOne ? part.code : `+${part.count}`
  const label = isOne
    ? messages.textHidden(part.code)
    : part.what === 'marks'
      ? messages.textMarks(part.count)
      : messages.textHiddenMore(part.count)
  return (
    <span className="fishbowl-text-chip" role="img" aria-label={label} title={label}>
      {text}
    </span>
  )
}

function markText(text: string, query: string | undefined): ReactNode {
  const lower = query ? text.toLowerCase() : ''
  // Some letters are longer in lower case; then places do not correspond.
  if (!query || lower.length !== text.length || !lower.includes(query)) return text
  const pieces: ReactNode[] = []
  let from = 0
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    pieces.push(text.slice(from, at))
    from = at + query.length
    pieces.push(<mark key={at}>{text.slice(at, from)}</mark>)
  }
  return [...pieces, text.slice(from)]
}
