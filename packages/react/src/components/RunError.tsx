'use client'

import { getRunOutcome } from '@fishbowl/core'
import type { Run, RunFailure, RunOutcome } from '@fishbowl/core'
import { forwardRef } from 'react'
import type { HTMLAttributes } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { Messages } from '../messages.js'
import { Notice } from './Notice.js'
import { RetryButton } from './RetryButton.js'
import { usePart } from './usePart.js'

export interface RunErrorProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
  /** Offers to run it again where that makes sense, after the pause that TinyFish asked for. */
  onRetry?: (() => void) | undefined
}

/**
 * Why a run failed, in plain words, and what can be done. Renders a `<div>`, or nothing for runs
 * that did not fail.
 *
 * @selector [data-category] the vendor's category in lower case, such as `system_failure`
 */
export const RunError = forwardRef<HTMLDivElement, RunErrorProps>(function RunError(
  { run, outcome = getRunOutcome(run), onRetry, className, ...rest },
  ref,
) {
  const { messages } = useFishbowl()
  const part = usePart('run-error', className)
  if (outcome.type !== 'failed') return null
  const { error, retryable } = outcome
  return (
    <div ref={ref} data-category={error.category.toLowerCase()} {...part} {...rest}>
      <Notice
        outcome={outcome}
        title={error.message || messages.failedTitle}
        actions={
          retryable && onRetry && <RetryButton run={run} outcome={outcome} onRetry={onRetry} />
        }
      >
        <p>{getAdvice(error, messages)}</p>
        {error.code && <p className="fishbowl-run-error-code">{error.code.toUpperCase()}</p>}
      </Notice>
    </div>
  )
})

function getAdvice({ category }: RunFailure, messages: Messages): string {
  switch (category.toUpperCase()) {
    case 'SYSTEM_FAILURE':
      return messages.failedSystem
    case 'AGENT_FAILURE':
      return messages.failedAgent
    case 'BILLING_FAILURE':
      return messages.failedBilling
    default:
      return messages.failedUnknown
  }
}
