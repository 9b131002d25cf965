'use client'

import type { RefObject } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import { Button } from './Button.js'

/** Lets the keyboard pass a frame that may not let it out again; seen only while it has the focus. */
export function SkipButton({ end }: { end: RefObject<HTMLElement | null> }) {
  const { messages } = useFishbowl()
  return (
    <span className="fishbowl-skip">
      <Button onClick={() => end.current?.focus()}>{messages.liveViewSkip}</Button>
    </span>
  )
}
