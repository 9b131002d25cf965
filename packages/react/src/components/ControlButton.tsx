'use client'

import { useEffect, useId, useRef } from 'react'

import type { LiveBrowserControls } from '../hooks/useLiveBrowser.js'
import { useMessages } from '../hooks/useMessages.js'
import { controlMessages } from '../messages/controlMessages.js'
import { Button } from './Button.js'

/** One button for both ways, so that the keyboard is back where it was. */
export function ControlButton({ browser }: { browser: LiveBrowserControls }) {
  const messages = useMessages(controlMessages)
  const button = useRef<HTMLButtonElement>(null)
  const hintId = useId()
  const { isControlled, setControlled } = browser

  useEffect(() => {
    if (!isControlled) return
    const element = button.current
    function handleKeyDown(event: KeyboardEvent) {
      if (event.key !== 'F6') return
      event.preventDefault()
      setControlled(false)
      element?.focus()
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  })

  function toggle() {
    setControlled(!isControlled)
    // Not every browser focuses a button that is clicked.
    button.current?.focus()
  }

  return (
    <>
      <Button ref={button} aria-describedby={hintId} onClick={toggle}>
        {isControlled ? messages.liveViewExitControl : messages.liveViewTakeControl}
      </Button>
      <span className="fishbowl-visually-hidden" id={hintId}>
        {messages.liveViewControlHint}
      </span>
    </>
  )
}
