'use client'

import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'

import { observeSize } from '../dom/ownWindow.js'
import { Button } from './Button.js'
import { commonMessages } from './messages.js'
import { cutText } from './textPieces.js'
import { UntrustedText } from './UntrustedText.js'
import { useMessages } from './useMessages.js'

/** Characters. More than fits into the lines that are shown at first. */
const SHORT = 2_000
/** Characters. As many as a browser lays out without a pause. */
const LONG = 100_000

/** A text of somebody else, which may be long: its first lines, and the rest for those who ask. */
export function ClampedText({ text, className }: { text: string; className?: string }) {
  const messages = useMessages(commonMessages)
  const paragraph = useRef<HTMLParagraphElement>(null)
  const [isExpanded, setIsExpanded] = useState(false)
  const isClipped = useIsClipped(paragraph)
  const shown = cutText(text, isExpanded ? LONG : SHORT)
  return (
    <div className="fishbowl-clamped">
      <UntrustedText
        as="p"
        ref={paragraph}
        className={className}
        data-clamp={isExpanded ? undefined : ''}
        dir="auto"
        text={isExpanded && shown.length < text.length ? `${shown}…` : shown}
      />
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
function useIsClipped(element: RefObject<HTMLElement | null>): boolean {
  const [isClipped, setIsClipped] = useState(false)
  useEffect(() => {
    const { current } = element
    if (!current) return
    // The observer calls at first, too, after the browser's own layout. To measure here would force a
    // layout of what is out of view.
    const sizes = observeSize([current], () =>
      setIsClipped(current.scrollHeight > current.clientHeight + 1),
    )
    return () => sizes.disconnect()
  }, [element])
  return isClipped
}
