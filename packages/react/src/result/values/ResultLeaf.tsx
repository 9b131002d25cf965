'use client'

import { useFishbowl } from '../../context/context.js'
import { formatNumber, isApproximate } from '../../ui/formatNumber.js'
import { checkLinkUrl, UntrustedLink } from '../../ui/UntrustedLink.js'
import { cutText } from '../../ui/textPieces.js'
import { UntrustedText } from '../../ui/UntrustedText.js'
import { useMessages } from '../../ui/useMessages.js'
import { resultMessages } from './messages.js'
import { unreadable } from './resultContainer.js'
import { ResultText } from './ResultText.js'
import { getText } from './valueText.js'

export interface ResultLeafProps {
  value: unknown
  /** Marks what was searched for; in lower case. */
  query?: string | undefined
  /** Cuts texts after so many characters, and leaves out all that takes the focus. */
  longest?: number | undefined
  /** How many decimals a number has at least. @default 0 */
  decimals?: number | undefined
}

/** A value that has no children: neither an object nor a list. */
export function ResultLeaf({ value, query, longest, decimals }: ResultLeafProps) {
  const { locale } = useFishbowl()
  const messages = useMessages(resultMessages)
  if (value === unreadable) return <Note text={messages.resultUnreadable} />
  if (typeof value === 'boolean') {
    return <span>{value ? messages.resultYes : messages.resultNo}</span>
  }
  if (typeof value === 'number') {
    return (
      <>
        <span>{formatNumber(value, locale, decimals)}</span>
        {isApproximate(value) && (
          <>
            <span> </span>
            <Note text={messages.resultApproximate} />
          </>
        )}
      </>
    )
  }
  const text = getText(value)
  if (text === '') return <Note text="–" />
  if (longest === undefined) return <ResultText text={text} query={query} />
  const link = checkLinkUrl(text)
  const cut = cutText(text, longest)
  const shown = cut.length < text.length ? `${cut}…` : cut
  if (!link) return <UntrustedText text={shown} query={query} />
  return (
    <bdi>
      <UntrustedLink text={shown} query={query} link={link} tabIndex={-1} />
    </bdi>
  )
}

function Note({ text }: { text: string }) {
  return <bdi className="fishbowl-result-note">{text}</bdi>
}
