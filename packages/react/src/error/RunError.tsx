'use client'

import type { Run, RunFailure, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import { checkHelpUrl } from '@fishbowl/core/internal'
import type { HTMLAttributes } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import type { RunNextSteps } from '../next-step/useNextStep.js'
import { useRunNextStep } from '../next-step/useNextStep.js'
import { ClampedText } from '../ui/ClampedText.js'
import { CodeDetail } from '../ui/CodeDetail.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { Notice } from '../ui/Notice.js'
import { OutsideLink } from '../ui/OutsideLink.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { FailureMessages } from './messages.js'
import { failureMessages } from './messages.js'
import { ProfileHint } from './ProfileHint.js'

/** What `RunError` takes; other attributes go to its root `<div>`. */
export interface RunErrorProps
  extends PartProps, RunNextSteps, Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
}

/**
 * Why a run failed: whose fault it was in plain words, what TinyFish said about it, and the one thing that
 * helps most of those that you can do about it. Links lead to TinyFish only, whatever addresses came with the
 * run. Customers are told what happened, and neither of TinyFish nor of codes. Renders a `<div>`, or nothing
 * for a run that did not fail.
 *
 * @selector [data-category] the vendor's category in lower case, such as `system_failure`; not for customers
 * @example
 * <RunError run={run} onRunAgain={start} onEditGoal={edit} support={{ href: '/help' }} />
 */
export const RunError = createPart<HTMLDivElement, RunErrorProps>(function RunError(
  {
    run,
    outcome = getRunOutcome(run),
    onRunAgain,
    onEditGoal,
    onAddCredit,
    support,
    className,
    ...rest
  },
  ref,
) {
  const messages = useMessages(failureMessages)
  const isForCustomer = useIsForCustomer()
  const part = usePart('run-error', className)
  const steps = { onRunAgain, onEditGoal, onAddCredit, support }
  const { action, note } = useRunNextStep(run, outcome, steps)
  if (outcome.type !== 'failed') return null
  const { error } = outcome
  const { title, advice, isKnown } = getFailureTexts(error, messages)
  return (
    <div
      ref={ref}
      data-category={isForCustomer ? undefined : error.category.toLowerCase()}
      {...part}
      {...rest}
    >
      <Notice outcome={outcome} title={title} actions={action}>
        {error.message && !isForCustomer && (
          <ClampedText className="fishbowl-notice-quote" text={error.message} />
        )}
        <p>{advice}</p>
        {!isForCustomer && <Help error={error} />}
        {run.profileHint && <ProfileHint hint={run.profileHint} />}
        {note}
        <CodeDetail code={[!isKnown && error.category, error.code].filter(Boolean).join(' · ')} />
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
