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
import {
  filledStyle,
  trappedStyle,
  trapRoomStyle,
  trapStyle,
  usePlaceGuard,
} from './usePlaceGuard.js'

export interface LiveFrameProps {
  runId: string
  /** An address that `checkStreamingUrl` has let pass. */
  address: { href: string; origin: string }
  browser: LiveBrowserControls
  /** What screen readers say of the frame, which is a picture to them while it is only watched. */
  label: string
}

/**
 * One frame, with the guard of the keyboard and the watch over what loads in it. Give it the browser's
 * key: in the same element, a new address would run under the old sandbox and add to the page's history.
 */
export function LiveFrame({ runId, address, browser, label }: LiveFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const trap = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const { phase, isControlled, isInView } = browser
  const mayStay = useFrameWatch(
    frame,
    { origin: address.origin, phase, isInView },
    browser.dispatch,
  )
  const holdPlace = usePlaceGuard(trap, !isControlled, browser.handleScroll)
  useFocusGuard(frame, !isControlled, (wasField) => {
    holdPlace()
    browser.handleTheft(wasField)
  })
  return (
    // An inert frame is not in the accessibility tree, so this element speaks for it.
    <div
      className="fishbowl-run-live-view-picture"
      role={isControlled ? 'group' : 'img'}
      aria-label={label}
    >
      {isControlled && <SkipButton end={end} />}
      {/* Who is in control may scroll the page from within the frame, and the trap would stay where it is. */}
      <div ref={trap} style={isControlled ? filledStyle : trapStyle}>
        <div style={isControlled ? filledStyle : trappedStyle}>
          <SandboxedFrame
            ref={frame}
            href={address.href}
            runId={runId}
            isControlled={isControlled}
            onLoad={() => mayStay() && browser.handleLoad()}
          />
        </div>
        {!isControlled && <div style={trapRoomStyle} />}
      </div>
      <span ref={end} tabIndex={-1} />
    </div>
  )
}

/** Lets the keyboard pass a frame that may not let it out again; seen only while it has the focus. */
function SkipButton({ end }: { end: RefObject<HTMLElement | null> }) {
  const messages = useMessages(controlMessages)
  return (
    <span className="fishbowl-skip">
      <Button onClick={() => end.current?.focus()}>{messages.liveViewSkip}</Button>
    </span>
  )
}

/**
 * The fewest rights with which the stream page works: it needs scripts, and an origin of its own for
 * its socket. A page on the host's origin could undo its sandbox with these two: `checkStreamingUrl`
 * refuses its address, and `useFrameWatch` takes the frame away when it is sent on to one.
 */
const SANDBOX = 'allow-scripts allow-same-origin'

// React 18 drops `true` and React 19 drops the empty text, but both set an attribute for these.
const inert: object = { inert: 'inert' }
const credentialless: object = { credentialless: 'credentialless' }

interface SandboxedFrameProps {
  href: string
  runId: string
  /** Lets the viewer's mouse and keyboard in. */
  isControlled: boolean
  onLoad: () => void
}

/** The `<iframe>` itself. A server never renders it: cached markup would hold its address, a secret. */
const SandboxedFrame = forwardRef<HTMLIFrameElement, SandboxedFrameProps>(function SandboxedFrame(
  { href, runId, isControlled, onLoad },
  ref,
) {
  const messages = useMessages(liveViewMessages)
  return (
    <iframe
      ref={ref}
      className="fishbowl-live-frame"
      title={messages.liveViewFrameTitle(runId.slice(0, 8))}
      sandbox={SANDBOX}
      referrerPolicy="no-referrer"
      allow={getPermissions(isControlled)}
      tabIndex={isControlled ? 0 : -1}
      loading="eager"
      {...(!isControlled && inert)}
      // The page in it gets no cookies of the viewer's. Without this it stays blank on a host's page with a
      // Cross-Origin-Embedder-Policy, of which no script can know.
      {...credentialless}
      src={href}
      onLoad={onLoad}
    />
  )
})

const DENIED =
  'camera microphone geolocation display-capture fullscreen payment usb midi autoplay picture-in-picture browsing-topics storage-access sync-xhr gamepad'
/** Browsers that do not know this permission would warn about it on every frame. */
const FOCUS_PERMISSION = 'focus-without-user-activation'

function getPermissions(isControlled: boolean): string {
  if (isControlled) return `${deny(DENIED)}; clipboard-read; clipboard-write`
  // All documents know the same permissions.
  const { featurePolicy } = globalThis.document as { featurePolicy?: { features: () => string[] } }
  const isFocusKnown = featurePolicy?.features().includes(FOCUS_PERMISSION)
  return deny(
    `${DENIED} clipboard-read clipboard-write${isFocusKnown ? ` ${FOCUS_PERMISSION}` : ''}`,
  )
}

/** Forbids each of the permissions whose names are given, with spaces between them. */
const deny = (names: string) => `${names.replaceAll(' ', " 'none'; ")} 'none'`
