'use client'

import type { Run } from '@fishbowl/core'
import { getRunPageUrl, isTerminal, parseTimestamp } from '@fishbowl/core'
import { hasScope, parseUrl } from '@fishbowl/core/internal'
import type { HTMLAttributes, ReactNode } from 'react'
import { forwardRef, useEffect, useRef } from 'react'

import { getWindow } from '../dom/ownWindow.js'
import { useCopy } from '../dom/useCopy.js'
import { Button } from '../ui/Button.js'
import { ClampedText } from '../ui/ClampedText.js'
import { formatDuration } from '../ui/formatTime.js'
import { innerPart } from '../ui/innerPart.js'
import { commonMessages, timeMessages } from '../ui/messages.js'
import { OutsideLink } from '../ui/OutsideLink.js'
import { ElapsedTime, Time } from '../ui/Time.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { runMessages, summaryMessages } from './messages.js'

const texts = { ...commonMessages, ...timeMessages, ...runMessages, ...summaryMessages }

/** What `RunSummary` takes; other attributes go to its root `<div>`. */
export interface RunSummaryProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  run: Run
  /** The page that the run was started with, which TinyFish does not tell; its host is shown. */
  url?: string | undefined
  /**
   * Links to the run's page in the TinyFish dashboard. Only those who can sign in to your account there
   * can see it.
   *
   * @default false
   */
  canOpenRunPage?: boolean | undefined
}

/**
 * What a run is: its goal, and the facts about it that are known. Renders a `<div>`.
 *
 * @example
 * <RunSummary run={run} url={startPage} canOpenRunPage={user.isAdmin} />
 */
export const RunSummary = forwardRef<HTMLDivElement, RunSummaryProps>(function RunSummary(
  { run, url, canOpenRunPage = false, className, ...rest },
  ref,
) {
  const messages = useMessages(texts)
  const part = usePart('run-summary', className)
  // A goal that is withheld is no goal that is missing.
  const goal = run.goal?.trim() || (hasScope(run, 'run:list') && messages.goalUnknown)
  const startedAt = getStart(run)
  const steps = run.numOfSteps ?? run.steps.length
  const site = getSite(url)
  const { proxyEnabled, proxyCountryCode } = run.browserConfig ?? {}
  return (
    <div ref={ref} {...part} {...rest}>
      {goal && <ClampedText className="fishbowl-run-summary-goal" text={goal} />}
      <dl className="fishbowl-run-summary-facts" {...innerPart('facts')}>
        <DurationFact run={run} />
        {steps > 0 && (
          <Fact name={messages.stepsLabel} isPlain>
            {isTerminal(run.status) ? messages.steps(steps) : messages.currentStep(steps)}
          </Fact>
        )}
        {startedAt !== null && (
          <Fact name={run.startedAt === null ? messages.summaryCreated : messages.summaryStarted}>
            <Time value={startedAt} format="clock" />
          </Fact>
        )}
        {site !== null && (
          <Fact name={messages.summarySite} isPlain>
            {site}
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
      </dl>
    </div>
  )
})

function DurationFact({ run }: { run: Run }) {
  const messages = useMessages(texts)
  const start = getStart(run)
  const end = parseTimestamp(run.finishedAt)
  const isOver = isTerminal(run.status)
  if (start === null || (isOver && end === null)) return null
  return (
    <Fact name={messages.summaryDuration} isPlain>
      {isOver && end !== null ? (
        formatDuration(end - start, messages)
      ) : (
        <ElapsedTime since={start} />
      )}
    </Fact>
  )
}

function getStart({ startedAt, createdAt }: Run): number | null {
  return parseTimestamp(startedAt ?? createdAt)
}

interface FactProps {
  name: string
  /** Whether the value says by itself what it is. Then only screen readers are told its name. */
  isPlain?: boolean
  children: ReactNode
}

function Fact({ name, isPlain = false, children }: FactProps) {
  return (
    <div className="fishbowl-run-summary-fact">
      <dt className={isPlain ? 'fishbowl-visually-hidden' : undefined}>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

/** The host in ASCII, in which letters of other scripts cannot pass for those of a known name. */
function getSite(url: string | undefined): string | null {
  if (url === undefined || !/^https?:\/\//i.test(url)) return null
  return parseUrl(url)?.hostname ?? null
}

/** A run's id, and a button that copies all of it. */
function CopyRunId({ runId }: { runId: string }) {
  const messages = useMessages(texts)
  const id = useRef<HTMLElement>(null)
  const { copied, copy } = useCopy()

  // Where the page may not use the clipboard, viewers can copy the selected id by hand.
  useEffect(() => {
    const { current } = id
    if (copied === 'failed' && current)
      getWindow(current).getSelection()?.selectAllChildren(current)
  }, [copied])

  const note = copied && (copied === 'copied' ? messages.copied : messages.copySelected)
  return (
    <span className="fishbowl-copy-run-id">
      <code ref={id} dir="ltr" title={runId}>
        {runId}
      </code>
      <Button
        variant="quiet"
        aria-label={messages.copyRunId}
        onClick={({ currentTarget }) =>
          void copy(runId, currentTarget.parentElement ?? currentTarget)
        }
      >
        {note ?? messages.copy}
      </Button>
      <span className="fishbowl-visually-hidden" role="status">
        {note}
      </span>
    </span>
  )
}
