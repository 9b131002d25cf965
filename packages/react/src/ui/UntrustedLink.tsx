'use client'

import type { UntrustedTextProps } from './UntrustedText.js'
import { UntrustedText } from './UntrustedText.js'

export interface UntrustedLinkProps extends UntrustedTextProps {
  link: LinkUrl
  tabIndex?: number | undefined
}

/** A web address of a result. It tells the page behind it nothing, and says where it really goes. */
export function UntrustedLink({ text, query, link, tabIndex }: UntrustedLinkProps) {
  return (
    <>
      <a
        className="fishbowl-text-link"
        href={link.href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        referrerPolicy="no-referrer"
        dir="ltr"
        tabIndex={tabIndex}
      >
        <UntrustedText text={text} query={query} />
      </a>
      {link.asciiHost && (
        <span className="fishbowl-result-note" dir="ltr">
          {' '}
          ({link.asciiHost})
        </span>
      )}
    </>
  )
}

export interface LinkUrl {
  /** The only form to use. */
  href: string
  /** The host in ASCII, when the text shows it in another way; else `null`. */
  asciiHost: string | null
}

const longestUrl = 2048
const authority = /^https?:\/\/([^/?#]+)/i
/** What `URL` would read as something else, or drop silently. */
const forbidden = /[\p{C}\p{Z}\\]/u
const asciiHost = /^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+$|^\[[0-9a-f:.]+\]$/
const unicodeHost = /^(?:[\p{L}\p{M}\p{N}-]+\.)*[\p{L}\p{M}\p{N}-]+$/u

/**
 * Decides whether a whole text is a web address that may be a link, to whatever host. Scripts, relative
 * addresses, credentials, odd slashes and hidden characters are no links: then it gives `null`.
 */
export function checkLinkUrl(text: string): LinkUrl | null {
  // By the text itself, as the parser mends what is not an address.
  const shown = authority.exec(text)?.[1]?.replace(/:\d*$/, '').toLowerCase()
  if (!shown || text.length > longestUrl || forbidden.test(text) || !URL.canParse(text)) return null
  const { href, hostname } = new URL(text)
  if (shown === hostname) return asciiHost.test(shown) ? { href, asciiHost: null } : null
  // The parser turns full-width letters, '%73' and '2130706433' into an ordinary host.
  const isName = unicodeHost.test(shown) && /[^\0-\x7F]/.test(shown)
  return isName && shown === shown.normalize('NFKC') ? { href, asciiHost: hostname } : null
}
