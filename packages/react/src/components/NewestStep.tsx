'use client'

import type { Run } from '@fishbowl/core'

import { useFishbowl } from '../FishbowlProvider.js'
import { StepAnnouncer } from './StepAnnouncer.js'

/** What the agent does now, in a line below the live browser, which keeps its height. */
export function NewestStep({ run }: { run: Run }) {
  const { messages } = useFishbowl()
  const newest = run.steps.at(-1)
  return (
    <div className="fishbowl-newest-step">
      <p dir="auto" title={newest?.action ?? undefined}>
        {newest
          ? messages.stepAnnouncement(run.steps.length, newest.action || messages.stepUntitled)
          : messages.stepsNone}
      </p>
      <StepAnnouncer run={run} />
    </div>
  )
}
