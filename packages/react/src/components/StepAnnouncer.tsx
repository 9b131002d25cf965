'use client'

import type { Run } from '@fishbowl/core'
import { useState } from 'react'

import { useMessages } from '../hooks/useMessages.js'
import { useThrottled } from '../hooks/useThrottled.js'
import { stepMessages } from '../messages/stepMessages.js'
import { toPlainText } from '../untrustedText.js'

/** Milliseconds: often enough to follow the run, and no flood. */
const INTERVAL = 5_000

/** Reads the newest step out, politely. Those that were there when it appeared are not news. */
export function StepAnnouncer({ run: { steps } }: { run: Run }) {
  const messages = useMessages(stepMessages)
  const [known] = useState(steps.length)
  const newest = steps.length > known ? steps.at(-1) : undefined
  const text = newest
    ? messages.stepAnnouncement(
        steps.length,
        toPlainText(newest.action ?? '') || messages.stepUntitled,
      )
    : ''
  return (
    <p className="fishbowl-visually-hidden" role="status" dir="auto">
      {useThrottled(text, INTERVAL)}
    </p>
  )
}
