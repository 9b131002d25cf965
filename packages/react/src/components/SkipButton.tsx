'use client'

import type { RefObject } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { controlMessages } from '../messages/controlMessages.js'
import { Button } from './Button.js'

/** Lets the keyboard pass a frame that may not let it out again; seen only while it has the focus. */
export function SkipButton({ end }: { end: RefObject<HTMLElement | null> }) {
  const messages = useMessages(controlMessages)
  return (
    <span className="fishbowl-skip">
      <Button onClick={() => end.current?.focus()}>{messages.liveViewSkip}</Button>
    </span>
  )
}
