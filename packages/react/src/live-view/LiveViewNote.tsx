'use client'

import type { LiveView, Run, RunStep } from '@fishbowl/core'
import { useEffect, useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { useNow } from '../dom/useNow.js'
import { usePageState } from '../dom/usePageState.js'
import { END_WARNING } from '../hooks/useLiveView.js'
import { useStepPicture } from '../hooks/useStepPicture.js'
import { formatDuration, formatTime } from '../ui/format.js'
import { timeMessages } from '../ui/messages.js'
import { useMessages } from '../ui/useMessages.js'
import { controlMessages } from './controlMessages.js'
import type { FramePhase } from './liveBrowser.js'
import { liveViewMessages } from './messages.js'

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
  const isClose = left <= END_WARNING
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

/** The turn of a live browser that is in view comes within moments, in milliseconds. */
const PATIENCE = 1_000

/** A still in the place of a live browser that waits for its turn: the last step that has a picture. */
export function LiveViewStill({ run }: { run: Run }) {
  // One picture, not one for each step that follows: the wait is there to spare the page.
  const [step] = useState(() => run.steps.at(-1))
  return step ? <Still runId={run.runId} step={step} /> : null
}

function Still({ runId, step }: { runId: string; step: RunStep }) {
  const [isWanted, setIsWanted] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsWanted(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const picture = useStepPicture(runId, step, { enabled: isWanted })
  if (picture.state !== 'ready') return null
  return <img className="fishbowl-run-live-view-still" src={picture.url} alt="" />
}
