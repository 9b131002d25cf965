'use client'

import { parseUrl } from '@fishbowl/core/internal'
import { isValidElement } from 'react'

import type { Support } from '../context/context.js'
import { innerPart } from './innerPart.js'
import { commonMessages } from './messages.js'
import { useMessages } from './useMessages.js'

/** A link of the host's to whom people can ask. */
export interface SupportLink {
  href: string
  label?: string | undefined
}

const protocols = ['https:', 'http:', 'mailto:', 'tel:', 'sms:']

/** The link, if that is what the host gave, and if it leads to where links may lead. */
export function getSupportLink(support: Support | undefined): SupportLink | null {
  // An address that a host has not set is no link, and would lead to a page of that name.
  if (!support || typeof support !== 'object' || !('href' in support) || !support.href) return null
  // An address without a host is one of the host's own site.
  const url = parseUrl(support.href, 'https://host.invalid')
  return url && protocols.includes(url.protocol) ? support : null
}

/** The link as the one thing to do, which looks like a button. Renders an `<a>`. */
export function SupportButton({ link }: { link: SupportLink }) {
  const { support } = useMessages(commonMessages)
  return (
    <a className="fishbowl-button" {...innerPart('button')} data-variant="primary" href={link.href}>
      {link.label || support}
    </a>
  )
}

/** Whom to ask, in a line of its own. Renders a `<p>`, or a `<div>` around an element of the host. */
export function SupportNote({ support }: { support: Support | undefined }) {
  const messages = useMessages(commonMessages)
  const link = getSupportLink(support)
  if (link) {
    return (
      <p>
        <a className="fishbowl-link" href={link.href}>
          {link.label || messages.support}
        </a>
      </p>
    )
  }
  if (typeof support === 'string') return support && <p dir="auto">{support}</p>
  return isValidElement(support) ? <div className="fishbowl-host">{support}</div> : null
}
