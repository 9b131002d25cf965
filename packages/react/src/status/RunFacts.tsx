'use client'

import type { Run } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { useFishbowl } from '../context/context.js'
import { getWindow } from '../dom/ownWindow.js'
import { useCopy } from '../dom/useCopy.js'
import { Button } from '../ui/Button.js'
import { formatAbout, formatDuration } from '../ui/formatTime.js'
import { commonMessages, timeMessages } from '../ui/messages.js'
import { ElapsedTime } from '../ui/Time.js'
import { useMessages } from '../ui/useMessages.js'
import { useServerNow } from '../ui/useServerNow.js'
import { progressMessages, runMessages, summaryMessages } from './messages.js'
import type { Expectation } from './progress.js'
import { getProgress, getStep, getUsual } from './progress.js'

const texts = {
  ...commonMessages,
  ...timeMessages,
  ...runMessages,
  ...summaryMessages,
  ...progressMessages,
}

/** How long a run has taken. */
export function DurationFact({ run }: { run: Run }) {
  const messages = useMessages(texts)
  const start = getStart(run)
  const end = parseTimestamp(run.finishedAt)
  const isOver = isTerminal(run.status)
  if (start === null || (isOver && end === null)) return null
  return (
    <Fact name={messages.summaryDuration} isPlain>
      {isOver && end !== null ? (
        formatDuration(end - start, messages)
      ) : (
        <ElapsedTime since={start} />
      )}
    </Fact>
  )
}

/** When a run started or, if it has not, when it was asked for. */
export function getStart({ startedAt, createdAt }: Run): number | null {
  return parseTimestamp(startedAt ?? createdAt)
}

interface ProgressFactProps {
  run: Run
  expectation: Expectation
}

/** At which step a run is. Customers are told only where they can be told of how many. */
export function StepsFact({ run, expectation }: ProgressFactProps) {
  const messages = useMessages(texts)
  const isForCustomer = useIsForCustomer()
  const step = getStep(run)
  const isOver = isTerminal(run.status)
  const usual = isOver ? undefined : getUsual(run, expectation).steps
  const isKnown = usual !== undefined && step <= usual
  if (step === 0 || (isForCustomer && !isKnown)) return null
  return (
    <Fact name={messages.stepsLabel} isPlain>
      {isOver
        ? messages.steps(step)
        : isKnown
          ? messages.progressStep(step, Math.round(usual))
          : messages.currentStep(step)}
    </Fact>
  )
}

/** How long a run like this one usually takes, and how this one stands to that; nothing where nobody knows. */
export function UsualFact({ run, expectation }: ProgressFactProps) {
  const { duration, steps } = getUsual(run, expectation)
  if (isTerminal(run.status) || (duration === undefined && steps === undefined)) return null
  return <Usual run={run} expectation={expectation} />
}

/** A component of its own, so that a run of which nothing is known has no clock that renders it. */
function Usual({ run, expectation }: ProgressFactProps) {
  const { locale } = useFishbowl()
  const messages = useMessages(texts)
  const progress = getProgress(run, expectation, useServerNow('second'))
  const { duration } = getUsual(run, expectation)
  const time = duration === undefined ? null : formatAbout(duration, locale)
  const text =
    progress === 'nearly_done'
      ? messages.progressNearlyDone
      : time && (progress === 'late' ? messages.progressLate(time) : messages.progressUsual(time))
  return (
    text && (
      <Fact name={messages.progressUsualLabel} isPlain>
        {text}
      </Fact>
    )
  )
}

interface FactProps {
  name: string
  /** Whether the value says by itself what it is. Then only screen readers are told its name. */
  isPlain?: boolean
  children: ReactNode
}

/** One thing that is known of a run. */
export function Fact({ name, isPlain = false, children }: FactProps) {
  return (
    <div className="fishbowl-run-summary-fact">
      <dt className={isPlain ? 'fishbowl-visually-hidden' : undefined}>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

/** A run's id, and a button that copies all of it. */
export function CopyRunId({ runId }: { runId: string }) {
  const messages = useMessages(texts)
  const id = useRef<HTMLElement>(null)
  const { copied, copy } = useCopy()

  // Where the page may not use the clipboard, viewers can copy the selected id by hand.
  useEffect(() => {
    const { current } = id
    if (copied === 'failed' && current)
      getWindow(current).getSelection()?.selectAllChildren(current)
  }, [copied])

  const note = copied && (copied === 'copied' ? messages.copied : messages.copySelected)
  return (
    <span className="fishbowl-copy-run-id">
      <code ref={id} dir="ltr" title={runId}>
        {runId}
      </code>
      <Button
        variant="quiet"
        aria-label={messages.copyRunId}
        onClick={({ currentTarget }) =>
          void copy(runId, currentTarget.parentElement ?? currentTarget)
        }
      >
        {note ?? messages.copy}
      </Button>
      <span className="fishbowl-visually-hidden" role="status">
        {note}
      </span>
    </span>
  )
}
