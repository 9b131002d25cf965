'use client'

import type { Run } from '@fishbowl/core'
import { getRunPageUrl, isTerminal } from '@fishbowl/core'
import { hasScope, parseUrl } from '@fishbowl/core/internal'
import type { HTMLAttributes } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import { ClampedText } from '../ui/ClampedText.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { innerPart } from '../ui/innerPart.js'
import { OutsideLink } from '../ui/OutsideLink.js'
import { toPlainText } from '../ui/textPieces.js'
import { Time } from '../ui/Time.js'
import { useAgentText } from '../ui/useAgentText.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { progressMessages, runMessages, summaryMessages } from './messages.js'
import type { Expectation } from './progress.js'
import { CopyRunId, DurationFact, Fact, getStart, StepsFact, UsualFact } from './RunFacts.js'
import type { RunTitle } from './useRunTitle.js'
import { useRunTitle } from './useRunTitle.js'

const texts = { ...runMessages, ...summaryMessages, ...progressMessages }

/** What `RunSummary` takes; other attributes go to its root `<div>`. */
export interface RunSummaryProps
  extends PartProps, Expectation, Omit<HTMLAttributes<HTMLDivElement>, 'children' | 'title'> {
  run: Run
  /** What you call the run, in the place of its goal: a text, or a function that gives one. */
  title?: RunTitle | undefined
  /** What you say about it, below the title. */
  description?: string | undefined
  /** The page that the run was started with, which TinyFish does not tell; its host is shown. */
  url?: string | undefined
  /**
   * Links to the run's page in the TinyFish dashboard. Only those who can sign in to your account there
   * can see it. Customers never do.
   *
   * @default false
   */
  canOpenRunPage?: boolean | undefined
}

/**
 * What a run is: its title or its goal, and the facts about it that are known; for customers also what it does
 * now. Renders a `<div>`.
 *
 * @example
 * <RunSummary run={run} url={startPage} canOpenRunPage={user.isAdmin} />
 */
export const RunSummary = createPart<HTMLDivElement, RunSummaryProps>(function RunSummary(
  {
    run,
    title: givenTitle,
    description,
    expectedDuration,
    expectedSteps,
    url,
    canOpenRunPage = false,
    className,
    ...rest
  },
  ref,
) {
  const messages = useMessages(texts)
  const isForCustomer = useIsForCustomer()
  const part = usePart('run-summary', className)
  // A goal that is withheld is no goal that is missing.
  const mayReadGoal = hasScope(run, 'run:goal') || hasScope(run, 'run:list')
  const title = useRunTitle(run, givenTitle) || (mayReadGoal && messages.goalUnknown)
  const site = getSite(url)
  const expectation = { expectedDuration, expectedSteps }
  return (
    <div ref={ref} {...part} {...rest}>
      {title && <ClampedText className="fishbowl-run-summary-goal" text={title} />}
      {typeof description === 'string' && toPlainText(description) && (
        <ClampedText className="fishbowl-run-summary-text" text={description} />
      )}
      {isForCustomer && <ProgressLine run={run} />}
      <dl className="fishbowl-run-summary-facts" {...innerPart('facts')}>
        <DurationFact run={run} />
        <StepsFact run={run} expectation={expectation} />
        <UsualFact run={run} expectation={expectation} />
        {site !== null && (
          <Fact name={messages.summarySite} isPlain>
            {site}
          </Fact>
        )}
        {!isForCustomer && <OperatorFacts run={run} canOpenRunPage={canOpenRunPage} />}
      </dl>
    </div>
  )
})

/** What a run does now, in the words of its newest step. Renders a `<p>`, or nothing for one that is over. */
function ProgressLine({ run }: { run: Run }) {
  const messages = useMessages(texts)
  const readText = useAgentText()
  if (isTerminal(run.status)) return null
  const words = toPlainText(readText(run.steps.at(-1)?.action ?? null))
  const idle = run.status === 'PENDING' ? messages.progressWaiting : messages.progressWorking
  return (
    <p className="fishbowl-run-summary-progress" dir="auto">
      {words || idle}
    </p>
  )
}

function OperatorFacts({ run, canOpenRunPage }: { run: Run; canOpenRunPage: boolean }) {
  const messages = useMessages(texts)
  const startedAt = getStart(run)
  const { proxyEnabled, proxyCountryCode } = run.browserConfig ?? {}
  return (
    <>
      {startedAt !== null && (
        <Fact name={run.startedAt === null ? messages.summaryCreated : messages.summaryStarted}>
          <Time value={startedAt} format="clock" />
        </Fact>
      )}
      {(run.profileAttached ?? run.profileId !== null) && (
        <Fact name={messages.summaryProfile}>
          {toPlainText(run.profileId ?? '', 60) || messages.summaryAttached}
        </Fact>
      )}
      {proxyEnabled && (
        <Fact name={messages.summaryProxy}>
          {toPlainText(proxyCountryCode ?? '', 20) || messages.summaryAttached}
        </Fact>
      )}
      <Fact name={messages.summaryRunId} isPlain>
        <CopyRunId runId={run.runId} />
      </Fact>
      {canOpenRunPage && (
        <Fact name={messages.summaryRunPage} isPlain>
          <OutsideLink href={getRunPageUrl(run.runId)} text={messages.openRunPage} />
        </Fact>
      )}
    </>
  )
}

/** The host in ASCII, in which letters of other scripts cannot pass for those of a known name. */
function getSite(url: string | undefined): string | null {
  if (url === undefined || !/^https?:\/\//i.test(url)) return null
  return parseUrl(url)?.hostname ?? null
}
