'use client'

import type { Run, RunOutcome } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import type { HTMLAttributes } from 'react'
import { forwardRef, useContext, useState } from 'react'

import { Boundary, IsGuarded } from '../ui/Boundary.js'
import { Button } from '../ui/Button.js'
import { ClampedText } from '../ui/ClampedText.js'
import { Notice } from '../ui/Notice.js'
import { UntrustedText } from '../ui/UntrustedText.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import type { ResultViewProps } from './ResultView.js'
import { ResultView } from './ResultView.js'
import type { OutcomeMessages } from './values/messages.js'
import { outcomeMessages, resultMessages } from './values/messages.js'

/** What `RunResult` takes; other attributes go to its root `<div>`. */
export interface RunResultProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  outcome?: RunOutcome | undefined
}

/**
 * What a completed run brought: its data or, when the goal was not reached, why. Renders a `<div>`,
 * or nothing for runs that have not completed. All of it is shown as text, whatever it contains.
 *
 * @selector [data-outcome] the outcome's type, such as `succeeded`
 */
export const RunResult = forwardRef<HTMLDivElement, RunResultProps>(function RunResult(
  { run, outcome = getRunOutcome(run), className, ...rest },
  ref,
) {
  const part = usePart('run-result', className)
  const content = getContent(run, outcome)
  if (!content) return null
  return (
    <div ref={ref} data-outcome={outcome.type} {...part} {...rest}>
      {content}
    </div>
  )
})

function getContent(run: Run, outcome: RunOutcome) {
  switch (outcome.type) {
    case 'succeeded':
      return <GuardedView value={outcome.data} run={run} />
    case 'goal_failed':
    case 'no_result':
    case 'withheld':
    case 'invalid_result':
      return <ResultNotice run={run} outcome={outcome} />
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

/**
 * Says first, in our words, that the goal was not reached, then why, in those of the result. The data is
 * there for those who ask for it.
 */
function ResultNotice({ run, outcome }: { run: Run; outcome: NoticedOutcome }) {
  const messages = useMessages(outcomeMessages)
  const [isShown, setIsShown] = useState(false)
  const { title, text } = getTexts(outcome, messages)
  return (
    <>
      <Notice
        outcome={outcome}
        title={title}
        actions={
          'data' in outcome && (
            <Button aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
              {isShown ? messages.resultHide : messages.resultShow}
            </Button>
          )
        }
      >
        {outcome.type === 'goal_failed' && outcome.reason && (
          <ClampedText className="fishbowl-notice-quote" text={outcome.reason} />
        )}
        <p>{text}</p>
        {outcome.type === 'invalid_result' && <Issues issues={outcome.issues} />}
      </Notice>
      {isShown && 'data' in outcome && <GuardedView value={outcome.data} run={run} />}
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
