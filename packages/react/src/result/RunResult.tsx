'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'
import { useContext, useState } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import type { RunNextSteps } from '../next-step/useNextStep.js'
import { useRunNextStep } from '../next-step/useNextStep.js'
import { Boundary, IsGuarded } from '../ui/Boundary.js'
import { Button } from '../ui/Button.js'
import { ClampedText } from '../ui/ClampedText.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { Notice } from '../ui/Notice.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { ResultViewProps } from './ResultView.js'
import { ResultView } from './ResultView.js'
import type { OutcomeMessages } from './values/messages.js'
import { outcomeMessages, resultMessages } from './values/messages.js'

/** What `RunResult` takes; other attributes go to its root `<div>`. */
export interface RunResultProps
  extends PartProps, RunNextSteps, Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
}

/**
 * What a completed run brought: its data or, when the goal was not reached, why, and the one thing that helps
 * most of those that you can do about it. Renders a `<div>`,
 * or nothing for runs that have not completed. All of it is shown as text, whatever it contains.
 *
 * @selector [data-outcome] the outcome's type, such as `succeeded`
 */
export const RunResult = createPart<HTMLDivElement, RunResultProps>(function RunResult(
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
  const part = usePart('run-result', className)
  const steps = { onRunAgain, onEditGoal, onAddCredit, support }
  const content = getContent(run, outcome, steps)
  if (!content) return null
  return (
    <div ref={ref} data-outcome={outcome.type} {...part} {...rest}>
      {content}
    </div>
  )
})

function getContent(run: Run, outcome: RunOutcome, steps: RunNextSteps) {
  switch (outcome.type) {
    case 'succeeded':
      return <GuardedView value={outcome.data} run={run} />
    case 'goal_failed':
    case 'no_result':
    case 'withheld':
    case 'invalid_result':
      return <ResultNotice run={run} outcome={outcome} steps={steps} />
    default:
      return null
  }
}

/** A value of a host, such as a proxy, may answer once and throw when it is asked again. */
function GuardedView(props: ResultViewProps) {
  if (useContext(IsGuarded)) return <ResultView {...props} />
  return (
    <Boundary resetOn={props.value} renderFailure={() => <Unreadable />}>
      <ResultView {...props} />
    </Boundary>
  )
}

function Unreadable() {
  const { resultUnreadable } = useMessages(resultMessages)
  return (
    <p className="fishbowl-result-note" role="status">
      {resultUnreadable}
    </p>
  )
}

type NoticedOutcome = Extract<
  RunOutcome,
  { type: 'goal_failed' | 'no_result' | 'withheld' | 'invalid_result' }
>
type IssueList = Extract<RunOutcome, { type: 'invalid_result' }>['issues']

interface ResultNoticeProps {
  run: Run
  outcome: NoticedOutcome
  steps: RunNextSteps
}

/**
 * Says first, in our words, that the goal was not reached, then why, in those of the result. The data is
 * there for those who ask for it.
 */
function ResultNotice({ run, outcome, steps }: ResultNoticeProps) {
  const messages = useMessages(outcomeMessages)
  const isForCustomer = useIsForCustomer()
  const readText = useAgentText()
  const [isShown, setIsShown] = useState(false)
  const { action, note } = useRunNextStep(run, outcome, steps)
  const { title, text } = getTexts(outcome, messages)
  const reason = outcome.type === 'goal_failed' ? readText(outcome.reason) : ''
  const hasData = 'data' in outcome
  return (
    <>
      <Notice
        outcome={outcome}
        title={title}
        actions={
          (action || hasData) && (
            <>
              {action}
              {hasData && (
                <Button aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
                  {isShown ? messages.resultHide : messages.resultShow}
                </Button>
              )}
            </>
          )
        }
      >
        {reason && <ClampedText className="fishbowl-notice-quote" text={reason} />}
        <p>{text}</p>
        {outcome.type === 'invalid_result' && !isForCustomer && <Issues issues={outcome.issues} />}
        {note}
      </Notice>
      {isShown && hasData && <GuardedView value={outcome.data} run={run} />}
    </>
  )
}

/** How many issues are listed: one wrong column gives one for each row, and nobody reads them all. */
const MAX_ISSUES = 5

function Issues({ issues }: { issues: IssueList }) {
  const messages = useMessages(outcomeMessages)
  return (
    <ul className="fishbowl-run-result-issues">
      {issues.slice(0, MAX_ISSUES).map(({ path, message }, index) => (
        <li key={index} dir="auto">
          {path && <UntrustedText as="code" text={path} />}
          <span> </span>
          <UntrustedText as="span" text={message} />
        </li>
      ))}
      {issues.length > MAX_ISSUES && (
        <li>{messages.resultMoreIssues(issues.length - MAX_ISSUES)}</li>
      )}
    </ul>
  )
}

function getTexts(outcome: NoticedOutcome, messages: OutcomeMessages) {
  switch (outcome.type) {
    case 'goal_failed':
      return { title: messages.goalFailedTitle, text: messages.goalFailedText }
    case 'no_result':
      return { title: messages.noResultTitle, text: messages.noResultText }
    case 'withheld':
      return { title: messages.withheldTitle, text: messages.withheldText }
    case 'invalid_result':
      return { title: messages.invalidResultTitle, text: messages.invalidResultText }
  }
}
