'use client'

import type { RefObject } from 'react'
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { getRoot, getWindow } from '../dom/ownWindow.js'
import { Button } from '../ui/Button.js'
import { innerPart } from '../ui/innerPart.js'
import { Icon } from '../ui/StatusIcon.js'
import { useMessages } from '../ui/useMessages.js'
import { controlMessages } from './controlMessages.js'
import type { LiveBrowserControls } from './liveBrowser.js'
import { OpenButton } from './LiveViewNotice.js'
import { liveViewMessages } from './messages.js'

export interface LiveViewBarProps {
  browser: LiveBrowserControls
  address: { href: string; origin: string }
  /** The address, if it may be opened in a tab of its own. */
  openAddress: string | undefined
  /** The element that goes on the full screen. It is our own, so the frame needs no permission. */
  container: RefObject<HTMLElement | null>
  canBeControlled: boolean
}

/** The line above a frame: says that the frame is a foreign page and whose, and holds the tools for it. */
export function LiveViewBar(props: LiveViewBarProps) {
  const { browser, address, openAddress, container, canBeControlled } = props
  const messages = useMessages(liveViewMessages)
  const isForCustomer = useIsForCustomer()
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
        <span className="fishbowl-run-live-view-label">{messages.liveViewLabel}</span>
        <span className="fishbowl-run-live-view-mode">
          {isControlled ? messages.liveViewControlled : messages.liveViewViewOnly}
        </span>
        {!isForCustomer && (
          <span className="fishbowl-run-live-view-host" title={new URL(address.origin).host}>
            <bdi dir="ltr">{new URL(address.origin).host}</bdi>
          </span>
        )}
      </p>
      <div className="fishbowl-run-live-view-tools">
        {isMounted && canBeControlled && <ControlButton browser={browser} />}
        {isMounted && (
          <>
            <Tool label={messages.reload} path={reloadPath} onClick={browser.open} />
            <Tool label={messages.liveViewHide} path={hidePath} onClick={hide} />
          </>
        )}
        {openAddress && (
          <OpenButton variant="quiet" href={openAddress} title={messages.liveViewOpenLabel}>
            <Icon path={openPath} />
          </OpenButton>
        )}
        {isMounted && fullscreen.isActive !== undefined && (
          <Tool
            label={
              fullscreen.isActive ? messages.liveViewExitFullscreen : messages.liveViewFullscreen
            }
            path={fullscreen.isActive ? shrinkPath : growPath}
            onClick={fullscreen.toggle}
          />
        )}
      </div>
    </div>
  )
}

interface ToolProps {
  label: string
  path: string
  onClick: () => void
}

/** A button with an icon, as on a narrow page there is no room for words. */
function Tool({ label, path, onClick }: ToolProps) {
  return (
    <Button variant="quiet" aria-label={label} title={label} onClick={onClick}>
      <Icon path={path} />
    </Button>
  )
}

const reloadPath = 'M9.8 6a3.8 3.8 0 1 1-1.1-2.7L9.8 4.4M9.8 1.9v2.5H7.3'
const hidePath = 'M1.4 6S3 3.1 6 3.1 10.6 6 10.6 6 9 8.9 6 8.9 1.4 6 1.4 6ZM2.2 10.2l7.6-8.4'
const openPath = 'M7 2h3v3M10 2 5.7 6.3M8.6 7.2V10H2V3.4h2.8'
const growPath = 'M2 4.4V2h2.4M7.6 2H10v2.4M10 7.6V10H7.6M4.4 10H2V7.6'
const shrinkPath = 'M4.4 2v2.4H2M10 4.4H7.6V2M7.6 10V7.6H10M2 7.6h2.4V10'

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
