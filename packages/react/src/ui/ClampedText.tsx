'use client'

import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'

import { Button } from './Button.js'
import { commonMessages } from './messages.js'
import { cutText } from './untrustedText.js'
import { UntrustedText } from './UntrustedText.js'
import { useMessages } from './useMessages.js'

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

/** Tells whether an element has more lines than it shows, also after its size has changed. */
export function useIsClipped(element: RefObject<HTMLElement | null>): boolean {
  const [isClipped, setIsClipped] = useState(false)
  useEffect(() => {
    const { current } = element
    if (!current) return
    // It calls at once, too, but after a layout that is due anyway: none is forced on what is out of view.
    const observer = new ResizeObserver(() =>
      setIsClipped(current.scrollHeight > current.clientHeight + 1),
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return isClipped
}
