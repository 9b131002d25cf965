'use client'

import { parseTimestamp } from '@fishbowl/core'
import type { RunOutcome, RunStep } from '@fishbowl/core'
import { useId } from 'react'
import type { KeyboardEvent } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { Button } from './Button.js'
import { StatusIcon } from './StatusIcon.js'
import { StepPicture } from './StepPicture.js'
import { StepTime } from './StepTime.js'

export interface StepRowProps {
  runId: string
  step: RunStep
  /** Counted from 1. */
  number: number
  /** When the run started, in epoch milliseconds. */
  startedAt: number | null
  isPictureShown: boolean
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One thing that the agent did, and its picture below it when that is wanted. Renders an `<li>`. */
export function StepRow(props: StepRowProps) {
  const { runId, step, number, startedAt, isPictureShown, onToggle, onKeyDown } = props
  const { client, messages } = useFishbowl()
  const pictureId = useId()
  const time = parseTimestamp(step.timestamp)
  const { type, text } = getStatus(step, messages)
  return (
    <li className="fishbowl-step" data-status={step.status?.toLowerCase()}>
      <span className="fishbowl-step-time">
        {time !== null && <StepTime value={time} since={startedAt} />}
      </span>
      <span className="fishbowl-step-status">
        <StatusIcon outcome={{ type }} />
        <span className="fishbowl-visually-hidden">{text}</span>
      </span>
      <span className="fishbowl-step-action" dir="auto">
        {step.action || messages.stepUntitled}
      </span>
      <span className="fishbowl-step-duration" dir="auto">
        {step.duration ?? (type === 'running' && messages.stepRunning)}
      </span>
      {(client || step.screenshot !== null) && (
        <Button
          variant="quiet"
          aria-label={messages.stepPictureLabel(number)}
          aria-expanded={isPictureShown}
          aria-controls={isPictureShown ? pictureId : undefined}
          onClick={onToggle}
          onKeyDown={onKeyDown}
        >
          {messages.stepPicture}
        </Button>
      )}
      {isPictureShown && (
        <div className="fishbowl-step-stage" id={pictureId}>
          <StepPicture runId={runId} step={step} label={messages.stepPictureLabel(number)} />
        </div>
      )}
    </li>
  )
}

function getStatus(
  { status }: RunStep,
  messages: Messages,
): { type: RunOutcome['type']; text: string } {
  switch (status) {
    case 'PENDING':
      return { type: 'pending', text: messages.statusPending }
    case 'RUNNING':
      return { type: 'running', text: messages.statusRunning }
    case 'COMPLETED':
      return { type: 'succeeded', text: messages.stepDone }
    case 'FAILED':
      return { type: 'failed', text: messages.statusFailed }
    case 'CANCELLED':
      return { type: 'cancelled', text: messages.statusCancelled }
    default:
      return { type: 'unknown', text: messages.statusUnknown(status ?? '') }
  }
}
