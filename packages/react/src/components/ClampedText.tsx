'use client'

import { useRef, useState } from 'react'

import { useIsClipped } from '../hooks/useIsClipped.js'
import { useMessages } from '../hooks/useMessages.js'
import { commonMessages } from '../messages/commonMessages.js'
import { cutText } from '../untrustedText.js'
import { Button } from './Button.js'
import { UntrustedText } from './UntrustedText.js'

/** Characters: more than fits in the lines, and all that a browser lays out at once. */
const SHORT = 2_000
const LONG = 100_000

/** Somebody else's text, which may be long: its first lines, and all of it for those who ask. */
export function ClampedText({ text, className }: { text: string; className?: string }) {
  const messages = useMessages(commonMessages)
  const paragraph = useRef<HTMLParagraphElement>(null)
  const [isExpanded, setIsExpanded] = useState(false)
  const isClipped = useIsClipped(paragraph)
  return (
    <div className="fishbowl-clamped">
      <p ref={paragraph} className={className} data-clamp={isExpanded ? undefined : ''} dir="auto">
        <UntrustedText text={cutText(text, isExpanded ? LONG : SHORT)} />
        {text.length > LONG && isExpanded && '…'}
      </p>
      {(isClipped || isExpanded || text.length > SHORT) && (
        <Button
          variant="quiet"
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? messages.showLess : messages.showMore}
        </Button>
      )}
    </div>
  )
}
