'use client'

import { commonMessages } from './messages.js'
import { useMessages } from './useMessages.js'

/** A link that leaves the host's page. Give it only an address that has been checked. */
export function OutsideLink({ href, text }: { href: string; text: string }) {
  const messages = useMessages(commonMessages)
  return (
    <a
      className="fishbowl-link"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${text} ${messages.opensInNewTab}`}
    >
      {text}
    </a>
  )
}
