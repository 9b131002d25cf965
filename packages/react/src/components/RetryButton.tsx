'use client'

import { parseTimestamp } from '@fishbowl/core'
import type { Run, RunOutcome } from '@fishbowl/core'

import { useFishbowl } from '../FishbowlProvider.js'
import { formatClock } from '../format.js'
import { useNow } from '../hooks/useNow.js'
import { Button } from './Button.js'

export interface RetryButtonProps {
  run: Run
  outcome: RunOutcome
  onRetry: () => void
}

/** Counts down to the moment at which TinyFish said that a retry makes sense. */
export function RetryButton({ run, outcome, onRetry }: RetryButtonProps) {
  const { messages } = useFishbowl()
  const finishedAt = parseTimestamp(run.finishedAt)
  if (outcome.type !== 'failed' || !outcome.retryable) {
    return (
      <Button variant="primary" onClick={onRetry}>
        {messages.runAgain}
      </Button>
    )
  }
  const retryAt = finishedAt === null ? 0 : finishedAt + (outcome.retryAfter ?? 0)
  return <CountdownButton until={retryAt} onClick={onRetry} />
}

function CountdownButton({ until, onClick }: { until: number; onClick: () => void }) {
  const { client, messages } = useFishbowl()
  const now = useNow('second')
  const left = now === null ? 0 : until - now - (client?.getClockOffset() ?? 0)
  const isWaiting = left > 0
  return (
    <Button variant="primary" aria-disabled={isWaiting} onClick={() => !isWaiting && onClick()}>
      {isWaiting ? messages.retryIn(formatClock(left + 999)) : messages.retry}
    </Button>
  )
}
