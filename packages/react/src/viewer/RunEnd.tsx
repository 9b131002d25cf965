'use client'

import type { Run, RunOutcome } from '@fishbowl/core'

import { ProfileHint } from '../error/ProfileHint.js'
import { RunError } from '../error/RunError.js'
import { RunResult } from '../result/RunResult.js'
import { outcomeMessages } from '../result/values/messages.js'
import { Notice } from '../ui/Notice.js'
import { useMessages } from '../ui/useMessages.js'

export interface RunEndProps {
  run: Run
  outcome: RunOutcome
}

/** Shows what a run came to: its result, its error, or that it was cancelled. */
export function RunEnd({ run, outcome }: RunEndProps) {
  const messages = useMessages(outcomeMessages)
  switch (outcome.type) {
    case 'failed':
      return <RunError run={run} outcome={outcome} />
    case 'cancelled':
      return (
        <Notice outcome={outcome} title={messages.cancelledTitle}>
          {messages.cancelledText}
        </Notice>
      )
    default:
      return (
        <>
          <RunResult run={run} outcome={outcome} />
          {run.profileHint && outcome.type !== 'succeeded' && (
            <ProfileHint hint={run.profileHint} />
          )}
        </>
      )
  }
}
