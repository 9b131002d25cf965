'use client'

import type { RunOutcome, RunStep } from '@fishbowl/core'
import { parseTimestamp } from '@fishbowl/core'
import type { KeyboardEvent } from 'react'
import { forwardRef } from 'react'

import { useFishbowl } from '../context/context.js'
import { statusMessages } from '../status/messages.js'
import { Button } from '../ui/Button.js'
import { formatClock, formatExactTime, formatTime } from '../ui/formatTime.js'
import { innerPart } from '../ui/innerPart.js'
import { StatusIcon } from '../ui/StatusIcon.js'
import { cutText, toPlainText } from '../ui/textPieces.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { useServerNow } from '../ui/useServerNow.js'
import { stepMessages } from './messages.js'

const texts = { ...statusMessages, ...stepMessages }

/** Characters that a row shows; the whole text stands beside the picture. */
const LONGEST_ACTION = 500

export interface StepRowProps {
  step: RunStep
  /** Counted from 1. */
  number: number
  /** How many steps the run has, not all of which need to have a row. */
  count: number
  /** When the run started, in epoch milliseconds. */
  startedAt: number | null
  hasPicture: boolean
  /** Id of the element that shows the picture of this step; `undefined` while it is not shown. */
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
  const readText = useAgentText()
  const time = parseTimestamp(step.timestamp)
  const { type, text } = getStepStatus(step, messages)
  return (
    <li
      ref={ref}
      className="fishbowl-step"
      {...innerPart('step')}
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
      <UntrustedText
        as="span"
        className="fishbowl-step-action"
        dir="auto"
        text={cutText(readText(step.action) || messages.stepUntitled, LONGEST_ACTION)}
      />
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

function getStepStatus(
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

interface StepTimeProps {
  /** Epoch milliseconds. */
  value: number
  /** When the run started, in epoch milliseconds, which is 0:00 on the clock. */
  since: number | null
}

/** When a step began, counted from the start of its run, and exact on hover. Renders a `<time>`. */
function StepTime({ value, since }: StepTimeProps) {
  const { locale } = useFishbowl()
  const now = useServerNow('half-minute')
  const clock = since === null ? null : formatClock(value - since, locale)
  // Only the page knows the time zone and the language of the viewer.
  const exact = now === null ? undefined : formatExactTime(value, locale)
  return (
    <time dateTime={new Date(value).toISOString()} title={exact}>
      {clock ?? (now === null ? null : formatTime(value, now, locale))}
    </time>
  )
}
