'use client'

import type { Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { hasScope } from '@fishbowl/core/internal'

import { useFishbowl } from '../context/context.js'
import { useCancelRun } from '../hooks/useCancelRun.js'
import { nextStepMessages } from '../next-step/messages.js'
import { getCancelProblem } from '../status/cancelProblem.js'
import { actionMessages, runMessages } from '../status/messages.js'
import type { RunTitle } from '../status/useRunTitle.js'
import { useRunTitle } from '../status/useRunTitle.js'
import { Button } from '../ui/Button.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { listMessages } from './messages.js'

const texts = { ...runMessages, ...actionMessages, ...nextStepMessages, ...listMessages }

export interface RunListActionsProps {
  run: Run
  /** What the host calls runs. */
  title: RunTitle | undefined
  canCancel: boolean
  onRunAgain: ((run: Run) => void) | undefined
  tabIndex: number
}

/** The one thing that can be done with a run of a list: to cancel it, or to run it again. */
export function RunListActions({ run, title, onRunAgain, tabIndex }: RunListActionsProps) {
  const { onEvent } = useFishbowl()
  const messages = useMessages(texts)
  const cancelRun = useCancelRun()
  const goal = toPlainText(useRunTitle(run, title)) || messages.goalUnknown
  const isOver = isTerminal(run.status)
  const isCancelling = cancelRun.isPending && !isOver
  const problem = cancelRun.error && getCancelProblem(cancelRun.error, messages)

  function act() {
    if (isOver) onRunAgain?.(run)
    else if (!isCancelling) {
      cancelRun.mutate(run.runId, {
        onError: ({ code }) => onEvent({ type: 'cancel_failed', runId: run.runId, code }),
      })
    }
  }

  // One button serves for both: to replace it when the run ends would drop the keyboard focus.
  return (
    <>
      <Button
        variant="quiet"
        tabIndex={tabIndex}
        aria-label={isOver ? messages.listRunAgain(goal) : messages.listCancel(goal)}
        aria-disabled={isCancelling}
        onClick={act}
      >
        {isOver ? messages.runAgain : isCancelling ? messages.cancelling : messages.cancel}
      </Button>
      {problem && !isOver && (
        <span className="fishbowl-run-list-problem" role="alert" title={problem}>
          <span aria-hidden="true">!</span>
          <span className="fishbowl-visually-hidden">{problem}</span>
        </span>
      )}
    </>
  )
}

/** Whether there is something that `RunListActions` can do. */
export function hasAction(
  run: Run,
  { canCancel, onRunAgain }: Pick<RunListActionsProps, 'canCancel' | 'onRunAgain'>,
): boolean {
  if (isTerminal(run.status)) return onRunAgain !== undefined
  return canCancel && hasScope(run, 'run:cancel')
}
