'use client'

import type { RefObject } from 'react'
import { forwardRef, useRef } from 'react'

import { Button } from '../ui/Button.js'
import { useMessages } from '../ui/useMessages.js'
import { controlMessages } from './controlMessages.js'
import type { LiveBrowserControls } from './liveBrowser.js'
import { liveViewMessages } from './messages.js'
import { useFocusGuard } from './useFocusGuard.js'
import { useFrameWatch } from './useFrameWatch.js'

// The smallest set that lets the stream page work: it needs scripts, and an origin of its own for its
// socket. The pair is safe only because a page on the host's own origin is refused before.
const sandbox = 'allow-scripts allow-same-origin'

const denied =
  'camera microphone geolocation display-capture fullscreen payment usb midi autoplay picture-in-picture browsing-topics storage-access sync-xhr gamepad'
// Browsers that do not know this one would warn about it on every frame.
const focusPolicy = 'focus-without-user-activation'

// React 18 drops `true` and React 19 drops the empty text, but both set an attribute for these.
const inert: object = { inert: 'inert' }
// Without it a page that is isolated from others shows a silent blank.
const credentialless: object = { credentialless: 'credentialless' }

export interface LiveFrameProps {
  /** A URL that `checkStreamingUrl` has let pass. */
  href: string
  runId: string
  /** Lets the viewer's mouse and keyboard in. */
  isControlled: boolean
  onLoad: () => void
}

/**
 * The sandboxed frame. It is never server-rendered: cached markup would hold its URL. A changed `src`
 * or sandbox would run with the old sandbox and add to the history, so give it a key that changes.
 */
export const LiveFrame = forwardRef<HTMLIFrameElement, LiveFrameProps>(function LiveFrame(
  { href, runId, isControlled, onLoad },
  ref,
) {
  const messages = useMessages(liveViewMessages)
  return (
    <iframe
      ref={ref}
      className="fishbowl-live-frame"
      title={messages.liveViewFrameTitle(runId.slice(0, 8))}
      sandbox={sandbox}
      referrerPolicy="no-referrer"
      allow={getPermissions(isControlled)}
      tabIndex={isControlled ? 0 : -1}
      loading="eager"
      {...(!isControlled && inert)}
      {...(globalThis.crossOriginIsolated && credentialless)}
      src={href}
      onLoad={onLoad}
    />
  )
})

function getPermissions(isControlled: boolean): string {
  if (isControlled) return `${deny(denied)}; clipboard-read; clipboard-write`
  const { featurePolicy } = document as { featurePolicy?: { features: () => string[] } }
  const canKeepFocus = featurePolicy?.features().includes(focusPolicy)
  return deny(`${denied} clipboard-read clipboard-write${canKeepFocus ? ` ${focusPolicy}` : ''}`)
}

const deny = (names: string) => `${names.replaceAll(' ', " 'none'; ")} 'none'`

export interface LivePictureProps {
  runId: string
  address: { href: string; origin: string }
  browser: LiveBrowserControls
  label: string
}

/** One frame and all that is done for as long as it is there. Give it the browser's key. */
export function LivePicture({ runId, address, browser, label }: LivePictureProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const { phase, isControlled, isInView } = browser
  useFrameWatch(frame, { origin: address.origin, phase, isInView }, browser.dispatch)
  useFocusGuard(frame, !isControlled, browser.handleTheft)
  return (
    // An inert frame is not in the accessibility tree: the picture stands for it.
    <div
      className="fishbowl-run-live-view-picture"
      role={isControlled ? 'group' : 'img'}
      aria-label={label}
    >
      {isControlled && <SkipButton end={end} />}
      <LiveFrame
        ref={frame}
        href={address.href}
        runId={runId}
        isControlled={isControlled}
        onLoad={browser.handleLoad}
      />
      <span ref={end} tabIndex={-1} />
    </div>
  )
}

/** Lets the keyboard pass a frame that may not let it out again; seen only while it has the focus. */
export function SkipButton({ end }: { end: RefObject<HTMLElement | null> }) {
  const messages = useMessages(controlMessages)
  return (
    <span className="fishbowl-skip">
      <Button onClick={() => end.current?.focus()}>{messages.liveViewSkip}</Button>
    </span>
  )
}
