'use client'

import { useMemo, useState } from 'react'

import { Button } from '../../ui/Button.js'
import { commonMessages } from '../../ui/messages.js'
import { checkLinkUrl, UntrustedLink } from '../../ui/UntrustedLink.js'
import { cutText } from '../../ui/textPieces.js'
import { UntrustedText } from '../../ui/UntrustedText.js'
import { useMessages } from '../../ui/useMessages.js'
import { resultMessages } from './messages.js'

const texts = { ...commonMessages, ...resultMessages }

/** Characters of a text that are shown at first: more of them would take a time that can be felt. */
const LONGEST_AT_FIRST = 2_000

/** Characters that are shown at most: more would block the page, and a text may have 20 million. */
const LONGEST_SHOWN = 100_000

export interface ResultTextProps {
  text: string
  /** Marks what was searched for; in lower case. */
  query?: string | undefined
}

/**
 * Text from a web page: as text, isolated from the direction of what is around it, and a bounded part
 * of it. A text that is a web address and nothing else is a link.
 */
export function ResultText({ text, query }: ResultTextProps) {
  const messages = useMessages(texts)
  const [isMore, setIsMore] = useState(false)
  const link = useMemo(() => checkLinkUrl(text), [text])
  const shown = cutText(text, isMore ? LONGEST_SHOWN : LONGEST_AT_FIRST)
  return (
    <>
      {link ? (
        <bdi className="fishbowl-result-text">
          <UntrustedLink text={text} query={query} link={link} />
        </bdi>
      ) : (
        <UntrustedText
          className="fishbowl-result-text"
          text={shown.length < text.length ? `${shown}…` : shown}
          query={query}
        />
      )}
      {text.length > LONGEST_AT_FIRST && !link && (
        <>
          {isMore && text.length > LONGEST_SHOWN && (
            <span className="fishbowl-result-note" role="note">
              {messages.resultTextCut(LONGEST_SHOWN, text.length)}
            </span>
          )}
          <span> </span>
          <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
            {isMore
              ? messages.showLess
              : text.length > LONGEST_SHOWN
                ? messages.showMore
                : messages.resultShowAll}
          </Button>
        </>
      )}
    </>
  )
}

/** Characters of a name that are shown: a longer one is no name. */
const LONGEST_NAME = 120

/** The key or the title of a field: as untrusted as its value. */
export function ResultName({ name }: { name: string }) {
  const cut = cutText(name, LONGEST_NAME)
  return <ResultText text={cut.length < name.length ? `${cut}…` : cut} />
}
