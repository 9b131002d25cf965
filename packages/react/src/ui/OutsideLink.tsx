'use client'

import type { ReactNode } from 'react'

import { commonMessages } from './messages.js'
import { useMessages } from './useMessages.js'

/** A link that leaves the host's page. Give it only an address that has been checked. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  const messages = useMessages(commonMessages)
  return (
    <a className="fishbowl-link" href={href} target="_blank" rel="noopener noreferrer">
      {children} <span className="fishbowl-visually-hidden">{messages.opensInNewTab}</span>
    </a>
  )
}
