'use client'

import { parseTimestamp } from '@fishbowl/core'
import type { RunOutcome, RunStep } from '@fishbowl/core'
import { forwardRef } from 'react'
import type { KeyboardEvent } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { statusMessages } from '../messages/statusMessages.js'
import { stepMessages } from '../messages/stepMessages.js'
import { cutText, toPlainText } from '../untrustedText.js'
import { Button } from './Button.js'
import { StatusIcon } from './StatusIcon.js'
import { StepTime } from './StepTime.js'
import { UntrustedText } from './UntrustedText.js'

const texts = { ...statusMessages, ...stepMessages }

/** Characters in a row; the whole text stands beside the picture. */
const LONGEST_ACTION = 500

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
  const messages = useMessages(texts)
  const time = parseTimestamp(step.timestamp)
  const { type, text } = getStatus(step, messages)
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
        <UntrustedText text={cutText(step.action || messages.stepUntitled, LONGEST_ACTION)} />
      </span>
      <span className="fishbowl-step-duration" dir="auto">
        {step.duration !== null
          ? toPlainText(step.duration, 20)
          : type === 'running' && messages.stepRunning}
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
  messages: typeof texts,
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
      return { type: 'unknown', text: messages.statusUnknown(toPlainText(status ?? '', 40)) }
  }
}
