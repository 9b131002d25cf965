'use client'

import type { LiveView } from '@fishbowl/core'

import { useFishbowl } from '../context/context.js'
import { usePageState } from '../dom/usePageState.js'
import { END_WARNING } from '../hooks/useLiveView.js'
import { formatDuration, formatTime } from '../ui/formatTime.js'
import { timeMessages } from '../ui/messages.js'
import { useMessages } from '../ui/useMessages.js'
import { useServerNow } from '../ui/useServerNow.js'
import { controlMessages } from './controlMessages.js'
import type { FramePhase } from './liveBrowser.js'
import { liveViewMessages } from './messages.js'

/** In milliseconds. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const texts = { ...timeMessages, ...liveViewMessages, ...controlMessages }

export interface LiveViewCaptionProps {
  liveView: LiveView
  phase: FramePhase
  isControlled: boolean
}

/** What is known of a frame that is shown, and until when it may be there. Nothing, when all is well. */
export function LiveViewCaption({ liveView, phase, isControlled }: LiveViewCaptionProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  return (
    <div className="fishbowl-run-live-view-note">
      <p role="status">{isOnline ? getPhaseText(phase, messages) : messages.liveViewOffline}</p>
      {/* The page in the frame can draw a login form that looks like the host's. */}
      {isControlled && <p>{messages.liveViewControlWarning}</p>}
      {liveView.state === 'replayable' && Number.isFinite(liveView.until) && (
        <Deadline until={liveView.until} />
      )}
    </div>
  )
}

/** A component of its own, so that a live view without a deadline has no clock that renders it. */
function Deadline({ until }: { until: number }) {
  const { locale } = useFishbowl()
  const messages = useMessages(texts)
  const now = useServerNow('half-minute')
  if (now === null) return null
  const left = Math.max(0, until - now)
  const isClose = left <= END_WARNING
  // Whole hours or minutes: a text that changes every second would be noise.
  const unit = left > 2 * HOUR ? HOUR : MINUTE
  return (
    <>
      {/* Screen readers read the end out when it is close; the time that is left is only to be seen. */}
      <p role="status">{isClose && messages.liveViewEndsSoon}</p>
      {!isClose && (
        <p>
          {messages.liveViewMayBeAvailable(
            formatTime(until, now, locale),
            formatDuration(Math.floor(left / unit) * unit, messages),
          )}
        </p>
      )}
    </>
  )
}

function getPhaseText(phase: FramePhase, messages: typeof texts): string | null {
  switch (phase) {
    case 'slow':
      return messages.liveViewSlow
    case 'navigated':
      return messages.liveViewNavigated
    default:
      return null
  }
}
