'use client'

import type { Run } from '@fishbowl/core'

import { useMessages } from '../hooks/useMessages.js'
import { stepMessages } from '../messages/stepMessages.js'
import { toPlainText } from '../untrustedText.js'
import { StepAnnouncer } from './StepAnnouncer.js'

/** What the agent does now, in a line below the live browser, which keeps its height. */
export function NewestStep({ run }: { run: Run }) {
  const messages = useMessages(stepMessages)
  const newest = run.steps.at(-1)
  const action = toPlainText(newest?.action ?? '') || messages.stepUntitled
  const text = newest ? messages.stepAnnouncement(run.steps.length, action) : messages.stepsNone
  return (
    <div className="fishbowl-newest-step">
      <p dir="auto" title={text}>
        {text}
      </p>
      <StepAnnouncer run={run} />
    </div>
  )
}
