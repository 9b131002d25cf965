'use client'

import type { Run, RunFailure, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import { checkHelpUrl } from '@fishbowl/core/internal'
import type { HTMLAttributes } from 'react'
import { forwardRef } from 'react'

import { RetryButton } from '../status/RetryButton.js'
import { ClampedText } from '../ui/ClampedText.js'
import { Notice } from '../ui/Notice.js'
import { OutsideLink } from '../ui/OutsideLink.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { FailureMessages } from './messages.js'
import { failureMessages } from './messages.js'
import { ProfileHint } from './ProfileHint.js'

/** What `RunError` takes; other attributes go to its root `<div>`. */
export interface RunErrorProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
  /** Offers to run it again where that makes sense, after the pause that TinyFish asked for. */
  onRetry?: (() => void) | undefined
}

/**
 * Why a run failed: whose fault it was in plain words, what TinyFish said about it, and what can be
 * done. Links lead to TinyFish only, whatever addresses came with the run. Renders a `<div>`, or nothing
 * for a run that did not fail.
 *
 * @selector [data-category] the vendor's category in lower case, such as `system_failure`
 * @example
 * <RunError run={run} onRetry={() => start(run)} />
 */
export const RunError = forwardRef<HTMLDivElement, RunErrorProps>(function RunError(
  { run, outcome = getRunOutcome(run), onRetry, className, ...rest },
  ref,
) {
  const messages = useMessages(failureMessages)
  const part = usePart('run-error', className)
  if (outcome.type !== 'failed') return null
  const { error, retryable } = outcome
  const { title, advice, isKnown } = getFailureTexts(error, messages)
  const codes = [!isKnown && error.category, error.code].filter(Boolean).join(' · ')
  return (
    <div ref={ref} data-category={error.category.toLowerCase()} {...part} {...rest}>
      <Notice
        outcome={outcome}
        title={title}
        actions={
          retryable && onRetry && <RetryButton run={run} outcome={outcome} onRetry={onRetry} />
        }
      >
        {error.message && <ClampedText className="fishbowl-notice-quote" text={error.message} />}
        <p>{advice}</p>
        <Help error={error} />
        {run.profileHint && <ProfileHint hint={run.profileHint} />}
        {codes && (
          <p className="fishbowl-run-error-code" dir="auto">
            {toPlainText(codes, 200).toUpperCase()}
          </p>
        )}
      </Notice>
    </div>
  )
})

function Help({ error }: { error: RunFailure }) {
  const messages = useMessages(failureMessages)
  const href = checkHelpUrl(error.helpUrl)
  return (
    <>
      {error.helpMessage && <ClampedText text={error.helpMessage} />}
      {href && (
        <p>
          <OutsideLink href={href} text={messages.failedHelpLink(new URL(href).host)} />
        </p>
      )}
    </>
  )
}

function getFailureTexts({ category }: RunFailure, messages: FailureMessages) {
  switch (category.toUpperCase()) {
    case 'SYSTEM_FAILURE':
      return { title: messages.failedSystemTitle, advice: messages.failedSystem, isKnown: true }
    case 'AGENT_FAILURE':
      return { title: messages.failedAgentTitle, advice: messages.failedAgent, isKnown: true }
    case 'BILLING_FAILURE':
      return { title: messages.failedBillingTitle, advice: messages.failedBilling, isKnown: true }
    default:
      return {
        title: messages.failedTitle,
        advice: messages.failedUnknown,
        isKnown: category.toUpperCase() === 'UNKNOWN',
      }
  }
}
