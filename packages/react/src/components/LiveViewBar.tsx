'use client'

import type { RefObject } from 'react'

import { useFullscreen } from '../hooks/useFullscreen.js'
import type { LiveBrowserControls } from '../hooks/useLiveBrowser.js'
import { useMessages } from '../hooks/useMessages.js'
import { liveViewMessages } from '../messages/liveViewMessages.js'
import { Button } from './Button.js'
import { ControlButton } from './ControlButton.js'
import { OpenButton } from './OpenButton.js'

export interface LiveViewBarProps {
  browser: LiveBrowserControls
  address: { href: string; origin: string }
  /** What the full screen shows: our own element, so that the frame needs no permission for it. */
  container: RefObject<HTMLElement | null>
  canBeControlled: boolean
}

/** Marks the frame as a foreign page: says what it is and whose, and holds the tools for it. */
export function LiveViewBar({ browser, address, container, canBeControlled }: LiveViewBarProps) {
  const messages = useMessages(liveViewMessages)
  const fullscreen = useFullscreen(container)
  const { isControlled, isMounted } = browser

  function hide() {
    browser.hide()
    // The button goes away, and with it would the place of the keyboard.
    container.current?.focus({ preventScroll: true })
  }

  return (
    <div className="fishbowl-run-live-view-bar">
      <p className="fishbowl-run-live-view-name">
        {messages.liveViewLabel}{' '}
        <span className="fishbowl-run-live-view-host">
          {isControlled ? messages.liveViewControlled : messages.liveViewViewOnly}
          {'\u00A0· '}
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
