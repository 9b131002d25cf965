'use client'

import type { RunOutcome } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'

import type { RunCounts } from '../sync/runCounts.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { counterMessages, statusMessages } from './messages.js'
import { getOutcomeLabel, OutcomeBadge } from './RunStatusBadge.js'

const texts = { ...statusMessages, ...counterMessages }

/** What `RunCounters` takes; other attributes go to its root `<ul>`. */
export interface RunCountersProps
  extends PartProps, Omit<HTMLAttributes<HTMLUListElement>, 'children'> {
  /** How many runs came to what, such as `useRunBatch(runIds).counts`. */
  counts: RunCounts
}

/**
 * How many runs came to what, as a row of badges. An outcome that no run has is left out. Renders a `<ul>`.
 *
 * @example
 * <RunCounters counts={useRunBatch(runIds).counts} />
 */
export const RunCounters = createPart<HTMLUListElement, RunCountersProps>(function RunCounters(
  { counts, className, ...rest },
  ref,
) {
  const messages = useMessages(texts)
  const part = usePart('run-counters', className)
  return (
    <ul ref={ref} aria-label={messages.countersLabel} {...part} {...rest}>
      {order.map((type) => {
        const count = counts.byOutcome[type]
        if (!count) return null
        const outcome = type === 'unknown' ? { type, status: '' } : { type }
        return (
          <li key={type}>
            <OutcomeBadge status={undefined} outcome={outcome} data-outcome={type}>
              {messages.counter(count, getOutcomeLabel(outcome, messages))}
            </OutcomeBadge>
          </li>
        )
      })}
    </ul>
  )
})

/** First what goes on, then what went well, then what did not. */
const order: RunOutcome['type'][] = [
  'running',
  'pending',
  'succeeded',
  'withheld',
  'goal_failed',
  'no_result',
  'invalid_result',
  'failed',
  'cancelled',
  'unknown',
]
