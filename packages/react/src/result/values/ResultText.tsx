'use client'

import { useMemo, useState } from 'react'

import { Button } from '../../ui/Button.js'
import { commonMessages } from '../../ui/messages.js'
import { checkLinkUrl, UntrustedLink } from '../../ui/UntrustedLink.js'
import { cutText } from '../../ui/untrustedText.js'
import { UntrustedText } from '../../ui/UntrustedText.js'
import { useMessages } from '../../ui/useMessages.js'
import { resultMessages } from './messages.js'

const texts = { ...commonMessages, ...resultMessages }

/** Laying out more than this at once can be felt. */
const longestAtFirst = 2_000

/** And more than this blocks the page: a text may have 20 million characters. */
const longest = 100_000

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
  const shown = cutText(text, isMore ? longest : longestAtFirst)
  return (
    <>
      <bdi className="fishbowl-result-text">
        {link ? (
          <UntrustedLink text={text} query={query} link={link} />
        ) : (
          <UntrustedText text={shown} query={query} />
        )}
        {shown.length < text.length && !link && '…'}
      </bdi>
      {text.length > longestAtFirst && !link && (
        <>
          {isMore && text.length > longest && (
            <span className="fishbowl-result-note" role="note">
              {messages.resultTextCut(longest, text.length)}
            </span>
          )}{' '}
          <Button aria-expanded={isMore} onClick={() => setIsMore(!isMore)}>
            {isMore
              ? messages.showLess
              : text.length > longest
                ? messages.showMore
                : messages.resultShowAll}
          </Button>
        </>
      )}
    </>
  )
}

/** More is no name. */
const longestName = 120

/** The key or the title of a field: as untrusted as its value. */
export function ResultName({ name }: { name: string }) {
  const cut = cutText(name, longestName)
  return <ResultText text={cut.length < name.length ? `${cut}…` : cut} />
}
