'use client'

import type { LiveView } from '@fishbowl/core'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatDuration, formatTime } from '../format.js'
import { endWarning } from '../hooks/useLiveView.js'
import { useMessages } from '../hooks/useMessages.js'
import { useNow } from '../hooks/useNow.js'
import { usePageState } from '../hooks/usePageState.js'
import type { FramePhase } from '../liveBrowser.js'
import { controlMessages } from '../messages/controlMessages.js'
import { liveViewMessages } from '../messages/liveViewMessages.js'
import { timeMessages } from '../messages/timeMessages.js'

const texts = { ...timeMessages, ...liveViewMessages, ...controlMessages }

export interface LiveViewNoteProps {
  liveView: LiveView
  phase: FramePhase
  isControlled: boolean
}

/** One quiet line below the frame: what can be said of it, and until when it may be there. */
export function LiveViewNote({ liveView, phase, isControlled }: LiveViewNoteProps) {
  const messages = useMessages(texts)
  const { isOnline } = usePageState()
  const notice = isOnline ? getPhaseText(phase, messages) : messages.liveViewOffline
  return (
    <div className="fishbowl-run-live-view-note">
      <p role="status">{notice}</p>
      {/* The page in the frame can draw any login that it likes. */}
      {isControlled && <p>{messages.liveViewControlWarning}</p>}
      {!notice && !isControlled && phase === 'showing' && <p>{messages.liveViewNothingSeen}</p>}
      {liveView.state === 'replayable' && Number.isFinite(liveView.until) && (
        <Deadline until={liveView.until} />
      )}
    </div>
  )
}

/** Apart, so that nothing renders as time passes while a run has no end. */
function Deadline({ until }: { until: number }) {
  const { client, locale } = useFishbowl()
  const messages = useMessages(texts)
  const now = useNow('half-minute')
  if (now === null) return null
  const end = until - (client?.getClockOffset() ?? 0)
  const left = Math.max(0, end - now)
  const isClose = left <= endWarning
  // Whole hours or minutes: a text that changes every second would be noise.
  const unit = left > 2 * 3_600_000 ? 3_600_000 : 60_000
  return (
    <>
      {/* The end is read out when it is close; the time that is left is only to be seen. */}
      <p role="status">{isClose && messages.liveViewEndsSoon}</p>
      {!isClose && (
        <p>
          {messages.liveViewMayBeAvailable(
            formatTime(end, now, locale),
            formatDuration(Math.floor(left / unit) * unit, messages),
          )}
        </p>
      )}
    </>
  )
}

function getPhaseText(phase: FramePhase, messages: typeof texts): string | null {
  switch (phase) {
    case 'connecting':
      return messages.liveViewConnecting
    case 'slow':
      return messages.liveViewSlow
    case 'navigated':
      return messages.liveViewNavigated
    default:
      return null
  }
}
