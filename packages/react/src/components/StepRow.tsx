'use client'

import { parseTimestamp } from '@fishbowl/core'
import type { RunOutcome, RunStep } from '@fishbowl/core'
import { forwardRef } from 'react'
import type { KeyboardEvent } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { Button } from './Button.js'
import { StatusIcon } from './StatusIcon.js'
import { StepTime } from './StepTime.js'

export interface StepRowProps {
  step: RunStep
  /** Counted from 1. */
  number: number
  /** Of all the run's steps, as not all of them have a row. */
  count: number
  /** When the run started, in epoch milliseconds. */
  startedAt: number | null
  hasPicture: boolean
  /** Id of the element that shows its picture, while it is shown. */
  pictureId: string | undefined
  onToggle: () => void
  onFocus: () => void
  onBlur: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One thing that the agent did. Renders an `<li>`. */
export const StepRow = forwardRef<HTMLLIElement, StepRowProps>(function StepRow(
  { step, number, count, startedAt, hasPicture, pictureId, onToggle, ...handlers },
  ref,
) {
  const { messages } = useFishbowl()
  const time = parseTimestamp(step.timestamp)
  const { type, text } = getStatus(step, messages)
  const action = step.action || messages.stepUntitled
  return (
    <li
      ref={ref}
      className="fishbowl-step"
      data-status={step.status?.toLowerCase()}
      aria-setsize={count}
      aria-posinset={number}
    >
      <span className="fishbowl-step-time">
        {time !== null && <StepTime value={time} since={startedAt} />}
      </span>
      <span className="fishbowl-step-status">
        <StatusIcon outcome={{ type }} />
        <span className="fishbowl-visually-hidden">{text}</span>
      </span>
      <span className="fishbowl-step-action" dir="auto">
        {action}
      </span>
      <span className="fishbowl-step-duration" dir="auto">
        {step.duration ?? (type === 'running' && messages.stepRunning)}
      </span>
      {hasPicture && (
        <Button
          variant="quiet"
          aria-label={messages.stepPictureLabel(number)}
          aria-expanded={pictureId !== undefined}
          aria-controls={pictureId}
          onClick={onToggle}
          {...handlers}
        >
          {messages.stepPicture}
        </Button>
      )}
    </li>
  )
})

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
