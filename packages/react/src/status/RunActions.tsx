'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import { getRunOutcome, isTerminal } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'

import { RetryButton } from '../next-step/RetryButton.js'
import { Button } from '../ui/Button.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { actionMessages } from './messages.js'

/** What `RunActions` takes; other attributes go to its root `<div>`. */
export interface RunActionsProps
  extends PartProps, Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
  /** Offers to cancel while the run has not ended. */
  onCancel?: (() => void) | undefined
  /** Shows that a cancellation is under way. @default false */
  isCancelling?: boolean | undefined
  /** Offers to run it again once the run has ended, after the pause that TinyFish asked for. */
  onRunAgain?: ((run: Run) => void) | undefined
}

/** What can be done with a run now. Renders a `<div>` of buttons, or nothing when there are none. */
export const RunActions = createPart<HTMLDivElement, RunActionsProps>(function RunActions(
  {
    run,
    outcome = getRunOutcome(run),
    onCancel,
    isCancelling = false,
    onRunAgain,
    className,
    ...rest
  },
  ref,
) {
  const messages = useMessages(actionMessages)
  const part = usePart('run-actions', className)
  const isOver = isTerminal(run.status)
  if (!(isOver ? onRunAgain : onCancel)) return null
  return (
    <div ref={ref} {...part} {...rest}>
      {!isOver && (
        // With `disabled` the button would lose the focus of the keyboard.
        <Button aria-disabled={isCancelling} onClick={() => !isCancelling && onCancel?.()}>
          {isCancelling ? messages.cancelling : messages.cancel}
        </Button>
      )}
      {isOver && onRunAgain && (
        <RetryButton run={run} outcome={outcome} onRetry={() => onRunAgain(run)} />
      )}
    </div>
  )
})
