'use client'

import type { Run } from '@fishbowl/core'
import { useEffect, useRef, useState } from 'react'

import { toPlainText } from '../ui/textPieces.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { stepMessages } from './messages.js'

/** Milliseconds: often enough to follow the run, and seldom enough to hear other things. */
const INTERVAL = 5_000

/** Has screen readers read out the newest step, politely, but none that was there when this was mounted. */
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
    <p className="fishbowl-visually-hidden" role="status" dir="auto">
      {useThrottled(text, INTERVAL)}
    </p>
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

/** The value, but it changes at most once in `interval` milliseconds, and then to the newest one. */
function useThrottled<T>(value: T, interval: number): T {
  const [shown, setShown] = useState(value)
  const changedAt = useRef(-Infinity)
  useEffect(() => {
    if (value === shown) return
    const wait = Math.max(0, changedAt.current + interval - Date.now())
    const timer = setTimeout(() => {
      changedAt.current = Date.now()
      setShown(value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value, shown, interval])
  return shown
}
