'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import { parseTimestamp } from '@fishbowl/core'
import { useState } from 'react'

import { useFishbowl } from '../context/context.js'
import { Button } from '../ui/Button.js'
import { formatClock, formatDuration } from '../ui/formatTime.js'
import { commonMessages, timeMessages } from '../ui/messages.js'
import { useMessages } from '../ui/useMessages.js'
import { useServerNow } from '../ui/useServerNow.js'
import { nextStepMessages } from './messages.js'

const texts = { ...timeMessages, ...commonMessages, ...nextStepMessages }

export interface RetryButtonProps {
  run: Run
  outcome: RunOutcome
  onRetry: () => void
}

/** Runs it again. After a failure that may pass, it first counts down the pause that TinyFish asked for. */
export function RetryButton({ run, outcome, onRetry }: RetryButtonProps) {
  const { client } = useFishbowl()
  const messages = useMessages(texts)
  // A run may not say when it ended. Then it is taken to have ended when it was first seen, by the
  // server's clock, to which all times of runs belong.
  const [seenAt] = useState(() => Date.now() + (client?.getClockOffset() ?? 0))
  if (outcome.type !== 'failed' || !outcome.retryable) {
    return (
      // Beside a result, the result is what matters.
      <Button variant={outcome.type === 'succeeded' ? 'secondary' : 'primary'} onClick={onRetry}>
        {messages.runAgain}
      </Button>
    )
  }
  const failedAt = parseTimestamp(run.finishedAt) ?? seenAt
  return <CountdownButton until={failedAt + (outcome.retryAfter ?? 0)} onClick={onRetry} />
}

function CountdownButton({ until, onClick }: { until: number; onClick: () => void }) {
  const { locale } = useFishbowl()
  const messages = useMessages(texts)
  const [passed, setPassed] = useState<number>()
  const [hasWaited, setHasWaited] = useState(false)
  const isOver = passed === until
  // Once there is nothing left to count, the second hand stops.
  const now = useServerNow(isOver ? 'half-minute' : 'second')
  const left = isOver || now === null ? 0 : until - now
  const isWaiting = left > 0
  if (isWaiting && !hasWaited) setHasWaited(true)
  if (!isWaiting && !isOver && now !== null) setPassed(until)
  return (
    <>
      <Button
        variant="primary"
        aria-disabled={isWaiting}
        // Screen readers read a focused button out whenever its name changes, so the name changes seldom.
        aria-label={
          isWaiting ? messages.retryIn(formatDuration(roundUp(left), messages)) : undefined
        }
        onClick={() => !isWaiting && onClick()}
      >
        {isWaiting ? messages.retryIn(formatClock(left + 999, locale)) : messages.retry}
      </Button>
      <span className="fishbowl-visually-hidden" role="status">
        {hasWaited && !isWaiting && messages.retryNow}
      </span>
    </>
  )
}

/** Rounds up to 10 seconds or, above a minute, to a minute. */
function roundUp(milliseconds: number): number {
  const step = milliseconds > 60_000 ? 60_000 : 10_000
  return Math.ceil(milliseconds / step) * step
}
