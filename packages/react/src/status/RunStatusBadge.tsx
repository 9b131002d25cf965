'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'
import { forwardRef } from 'react'

import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { getTone, StatusIcon } from '../ui/StatusIcon.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { StatusMessages } from './messages.js'
import { statusMessages } from './messages.js'

/** What `RunStatusBadge` takes; other attributes go to its root `<span>`. */
export interface RunStatusBadgeProps
  extends PartProps, Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  run: Run
  /** Pass the one from `useRun` when it was made with a schema or a detector. @default getRunOutcome(run) */
  outcome?: RunOutcome | undefined
}

/**
 * Says in a word and a shape what a run came to. Renders a `<span>`.
 *
 * @selector [data-status] the vendor's status in lower case, such as `running`
 * @selector [data-outcome] the outcome's type, such as `goal_failed`
 */
export const RunStatusBadge = createPart<HTMLSpanElement, RunStatusBadgeProps>(
  function RunStatusBadge({ run, outcome = getRunOutcome(run), ...rest }, ref) {
    return <OutcomeBadge ref={ref} status={run.status} outcome={outcome} {...rest} />
  },
)

/** As much of an outcome as a badge shows. */
type OutcomeName =
  | { type: Exclude<RunOutcome['type'], 'unknown'> }
  | { type: 'unknown'; status: string }

export interface OutcomeBadgeProps extends HTMLAttributes<HTMLSpanElement> {
  /** The vendor's status; `undefined` while it is not known. */
  status: string | undefined
  outcome: OutcomeName
}

/** The badge itself, for whoever knows the outcome but has no run at hand. */
export const OutcomeBadge = forwardRef<HTMLSpanElement, OutcomeBadgeProps>(function OutcomeBadge(
  { status, outcome, className, children, ...rest },
  ref,
) {
  const messages = useMessages(statusMessages)
  const part = usePart('run-status-badge', className)
  return (
    <span
      ref={ref}
      data-status={status?.toLowerCase()}
      data-outcome={status === undefined ? undefined : outcome.type}
      data-tone={getTone(outcome)}
      {...part}
      {...rest}
    >
      <StatusIcon outcome={outcome} />
      <span>{children ?? getOutcomeLabel(outcome, messages)}</span>
    </span>
  )
})

/** The words for an outcome. */
export function getOutcomeLabel(outcome: OutcomeName, messages: StatusMessages): string {
  switch (outcome.type) {
    case 'pending':
      return messages.statusPending
    case 'running':
      return messages.statusRunning
    case 'succeeded':
      return messages.statusSucceeded
    case 'goal_failed':
      return messages.statusGoalFailed
    case 'no_result':
      return messages.statusNoResult
    case 'withheld':
      return messages.statusWithheld
    case 'invalid_result':
      return messages.statusInvalidResult
    case 'failed':
      return messages.statusFailed
    case 'cancelled':
      return messages.statusCancelled
    case 'unknown':
      return messages.statusUnknown(outcome.status)
  }
}
