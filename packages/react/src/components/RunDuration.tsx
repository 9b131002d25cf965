'use client'

import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatClock, formatDuration } from '../format.js'
import { useNow } from '../hooks/useNow.js'

/** How long a run took or, while it goes on, a running clock; then the steps. Renders a `<span>`. */
export function RunDuration({ run }: { run: Run }) {
  const { messages } = useFishbowl()
  const startedAt = parseTimestamp(run.startedAt ?? run.createdAt)
  const finishedAt = parseTimestamp(run.finishedAt)
  const isOver = isTerminal(run.status)
  const steps = run.numOfSteps ?? run.steps.length

  const parts = [
    isOver && startedAt !== null && finishedAt !== null && (
      <bdi key="duration">{formatDuration(finishedAt - startedAt, messages)}</bdi>
    ),
    !isOver && startedAt !== null && <ElapsedTime key="elapsed" since={startedAt} />,
    steps > 0 && (
      <bdi key="steps">{isOver ? messages.steps(steps) : messages.currentStep(steps)}</bdi>
    ),
  ]
  return <span className="fishbowl-run-duration">{parts}</span>
}

/** Apart, so that the second hand renders nothing but itself. */
function ElapsedTime({ since }: { since: number }) {
  const { client, messages } = useFishbowl()
  const now = useNow('second')
  if (now === null) return null
  const elapsed = now + (client?.getClockOffset() ?? 0) - since
  return (
    <span role="timer" aria-label={messages.timeElapsed}>
      {formatClock(elapsed)}
    </span>
  )
}
