'use client'

import { useRef } from 'react'

import { useFocusGuard } from '../hooks/useFocusGuard.js'
import { useFrameWatch } from '../hooks/useFrameWatch.js'
import type { LiveBrowserControls } from '../hooks/useLiveBrowser.js'
import { LiveFrame } from './LiveFrame.js'
import { SkipButton } from './SkipButton.js'

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
