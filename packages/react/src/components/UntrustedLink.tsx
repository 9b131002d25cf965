'use client'

import type { LinkUrl } from '../linkUrl.js'
import { UntrustedText } from './UntrustedText.js'
import type { UntrustedTextProps } from './UntrustedText.js'

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
