'use client'

import type { RefObject } from 'react'
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'

import { getRoot, getWindow } from '../dom/ownWindow.js'
import { Button } from '../ui/Button.js'
import { innerPart } from '../ui/innerPart.js'
import { useMessages } from '../ui/useMessages.js'
import { controlMessages } from './controlMessages.js'
import type { LiveBrowserControls } from './liveBrowser.js'
import { OpenButton } from './LiveViewNotice.js'
import { liveViewMessages } from './messages.js'

export interface LiveViewBarProps {
  browser: LiveBrowserControls
  address: { href: string; origin: string }
  /** The element that goes on the full screen. It is our own, so the frame needs no permission. */
  container: RefObject<HTMLElement | null>
  canBeControlled: boolean
}

/** The line above a frame: says that the frame is a foreign page and whose, and holds the tools for it. */
export function LiveViewBar({ browser, address, container, canBeControlled }: LiveViewBarProps) {
  const messages = useMessages(liveViewMessages)
  const fullscreen = useFullscreen(container)
  const { isControlled, isMounted } = browser

  function hide() {
    browser.hide()
    // The button goes away. Without this the keyboard would start from the top of the page.
    container.current?.focus({ preventScroll: true })
  }

  return (
    <div className="fishbowl-run-live-view-bar" {...innerPart('bar')}>
      <p className="fishbowl-run-live-view-name">
        <span>{`${messages.liveViewLabel} `}</span>
        <span className="fishbowl-run-live-view-host">
          <span>
            {`${isControlled ? messages.liveViewControlled : messages.liveViewViewOnly}\u00A0· `}
          </span>
          <bdi>{new URL(address.origin).host}</bdi>
        </span>
      </p>
      <div className="fishbowl-run-live-view-tools">
        {isMounted && canBeControlled && <ControlButton browser={browser} />}
        {isMounted && (
          <>
            <Button variant="quiet" onClick={browser.open}>
              {messages.reload}
            </Button>
            <Button variant="quiet" onClick={hide}>
              {messages.liveViewHide}
            </Button>
          </>
        )}
        <OpenButton variant="quiet" href={address.href} />
        {isMounted && fullscreen.isActive !== undefined && (
          <Button variant="quiet" onClick={fullscreen.toggle}>
            {fullscreen.isActive ? messages.liveViewExitFullscreen : messages.liveViewFullscreen}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Takes and gives back control with one button, so that the keyboard stays at the same place. */
function ControlButton({ browser }: { browser: LiveBrowserControls }) {
  const messages = useMessages(controlMessages)
  const button = useRef<HTMLButtonElement>(null)
  const hintId = useId()
  const { isControlled, setControlled } = browser

  useEffect(() => {
    const element = button.current
    if (!isControlled || !element) return
    const ownWindow = getWindow(element)
    function handleKeyDown(event: KeyboardEvent) {
      if (event.key !== 'F6') return
      event.preventDefault()
      setControlled(false)
      element?.focus()
    }
    ownWindow.addEventListener('keydown', handleKeyDown)
    return () => ownWindow.removeEventListener('keydown', handleKeyDown)
  })

  function toggle() {
    setControlled(!isControlled)
    // Safari does not focus a button that is clicked.
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

/**
 * Shows an element on the full screen. `isActive` is `undefined` where the browser or the page does not
 * allow that.
 */
function useFullscreen(element: RefObject<HTMLElement | null>) {
  function subscribe(listener: () => void) {
    const ownDocument = element.current?.ownerDocument
    ownDocument?.addEventListener('fullscreenchange', listener)
    return () => ownDocument?.removeEventListener('fullscreenchange', listener)
  }
  const isActive = useSyncExternalStore<boolean | undefined>(
    subscribe,
    () => {
      const { current } = element
      if (!current?.ownerDocument.fullscreenEnabled) return undefined
      // Of an element in a shadow root, the document names only the host of that root.
      return getRoot(current).fullscreenElement === current
    },
    () => undefined,
  )

  function toggle() {
    // The browser may refuse, for want of a gesture or by a policy. Then nothing has changed.
    const { current } = element
    const change = isActive ? current?.ownerDocument.exitFullscreen() : current?.requestFullscreen()
    change?.catch(() => {})
  }
  return { isActive, toggle }
}
