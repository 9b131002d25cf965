'use client'

import type { Run, RunOutcome } from '@fishbowl/core'

import { ProfileHint } from '../error/ProfileHint.js'
import { RunError } from '../error/RunError.js'
import type { RunNextSteps } from '../next-step/useNextStep.js'
import { useRunNextStep } from '../next-step/useNextStep.js'
import { RunResult } from '../result/RunResult.js'
import { outcomeMessages } from '../result/values/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'

export interface RunEndProps {
  run: Run
  outcome: RunOutcome
  steps: RunNextSteps
}

/** Shows what a run came to: its result, its error, or that it was cancelled. */
export function RunEnd({ run, outcome, steps }: RunEndProps) {
  const messages = useMessages(outcomeMessages)
  const { action, note } = useRunNextStep(run, outcome, steps)
  switch (outcome.type) {
    case 'failed':
      return <RunError run={run} outcome={outcome} {...steps} />
    case 'cancelled':
      return (
        <Notice outcome={outcome} title={messages.cancelledTitle} actions={action}>
          <p>{messages.cancelledText}</p>
          {note}
        </Notice>
      )
    default:
      return (
        <>
          <RunResult run={run} outcome={outcome} {...steps} />
          {run.profileHint && outcome.type !== 'succeeded' && (
            <ProfileHint hint={run.profileHint} />
          )}
        </>
      )
  }
}
