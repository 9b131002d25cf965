'use client'

import type { RunOutcome, RunStep } from '@fishbowl/core'
import { parseTimestamp } from '@fishbowl/core'
import type { KeyboardEvent } from 'react'
import { forwardRef } from 'react'

import { useFishbowl } from '../context/context.js'
import { useNow } from '../dom/useNow.js'
import { statusMessages } from '../status/messages.js'
import { Button } from '../ui/Button.js'
import { formatClock, formatExactTime, formatTime } from '../ui/formatTime.js'
import { StatusIcon } from '../ui/StatusIcon.js'
import { cutText, toPlainText } from '../ui/untrustedText.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useMessages } from '../ui/useMessages.js'
import { stepMessages } from './messages.js'

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

export interface StepTimeProps {
  /** Epoch milliseconds. */
  value: number
  /** When the run started, in epoch milliseconds: the clock starts then. */
  since: number | null
}

/** When a step began, on the clock of its run, and exact on hover. Renders a `<time>`. */
export function StepTime({ value, since }: StepTimeProps) {
  const { locale } = useFishbowl()
  const now = useNow('half-minute')
  const clock = since === null ? null : formatClock(value - since)
  // Time zone and language are the viewer's, which a server does not know.
  const exact = now === null ? undefined : formatExactTime(value, locale)
  return (
    <time dateTime={new Date(value).toISOString()} title={exact}>
      {clock ?? (now === null ? null : formatTime(value, now, locale))}
    </time>
  )
}
