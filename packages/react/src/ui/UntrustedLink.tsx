'use client'

import { parseUrl } from '@fishbowl/core/internal'

import { useIsForCustomer } from '../context/audience.js'
import type { UntrustedTextProps } from './UntrustedText.js'
import { UntrustedText } from './UntrustedText.js'

export interface UntrustedLinkProps extends Pick<UntrustedTextProps, 'text' | 'query'> {
  link: LinkUrl
  tabIndex?: number | undefined
}

/**
 * A link to a web address in a result. It tells that page nothing of where the viewer comes from, and
 * shows the host in ASCII where letters of other scripts could deceive.
 */
export function UntrustedLink({ text, query, link, tabIndex }: UntrustedLinkProps) {
  // In the host's name, customers are led to no page that the host has not chosen.
  if (useIsForCustomer()) return <UntrustedText dir="ltr" text={text} query={query} />
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
        <UntrustedText as="span" text={text} query={query} />
      </a>
      {link.asciiHost && (
        <span className="fishbowl-result-note" dir="ltr">
          {` (${link.asciiHost})`}
        </span>
      )}
    </>
  )
}

export interface LinkUrl {
  /** The address as `URL` writes it: give no other one to the browser. */
  href: string
  /** The host in ASCII when the text writes it in other letters, else `null`. */
  asciiHost: string | null
}

/** Characters. */
const LONGEST_URL = 2048
const AUTHORITY = /^https?:\/\/([^/?#]+)/i
/** Characters that `URL` would read as something else, or drop silently. */
const FORBIDDEN = /[\p{C}\p{Z}\\]/u
const ASCII_HOST = /^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+$|^\[[0-9a-f:.]+\]$/
const UNICODE_HOST = /^(?:[\p{L}\p{M}\p{N}-]+\.)*[\p{L}\p{M}\p{N}-]+$/u

/**
 * Decides whether a whole text is a web address that may become a link, to whatever host. Gives `null`
 * for scripts, relative addresses, credentials, odd slashes and hidden characters.
 */
export function checkLinkUrl(text: string): LinkUrl | null {
  if (text.length > LONGEST_URL) return null
  // The text itself is checked, because `URL` mends what is no address and then accepts it.
  const shown = AUTHORITY.exec(text)?.[1]?.replace(/:\d*$/, '').toLowerCase()
  if (!shown || FORBIDDEN.test(text)) return null
  const parsed = parseUrl(text)
  if (!parsed) return null
  const { href, hostname } = parsed
  if (shown === hostname) return ASCII_HOST.test(shown) ? { href, asciiHost: null } : null
  // `URL` makes an ordinary host of full-width letters, of '%73' and of '2130706433'.
  const isName = UNICODE_HOST.test(shown) && /[^\0-\x7F]/.test(shown)
  return isName && shown === shown.normalize('NFKC') ? { href, asciiHost: hostname } : null
}
