'use client'

import type { Run } from '@fishbowl/core'
import { useState } from 'react'

import { Announcement, AnnouncerRegion } from '../ui/Announcement.js'
import { toPlainText } from '../ui/textPieces.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { stepMessages } from './messages.js'

/** Has screen readers read out the newest step, but none that was there when this was mounted. */
export function StepAnnouncer({ run: { steps } }: { run: Run }) {
  const messages = useMessages(stepMessages)
  const readText = useAgentText()
  const [known] = useState(steps.length)
  const newest = steps.length > known ? steps.at(-1) : undefined
  const text = newest
    ? messages.stepAnnouncement(
        steps.length,
        toPlainText(readText(newest.action)) || messages.stepUntitled,
      )
    : ''
  return (
    <AnnouncerRegion>
      <Announcement rank="progress">{text}</Announcement>
    </AnnouncerRegion>
  )
}

/** What the agent does now, in a line below the live browser. The line keeps its height. */
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
