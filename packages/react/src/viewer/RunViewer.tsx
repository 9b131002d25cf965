'use client'

import type { Run, RunOutcome, RunOutcomeOptions } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { hasScope } from '@fishbowl/core/internal'
import type { HTMLAttributes } from 'react'
import { useEffect, useImperativeHandle, useRef } from 'react'

import { useFishbowl } from '../context/context.js'
import { useIsNearView } from '../dom/useIsInView.js'
import { OutOfView } from '../dom/useNow.js'
import { useCancelRun } from '../hooks/useCancelRun.js'
import { useRun } from '../hooks/useRun.js'
import { getRunTrouble } from '../next-step/nextStep.js'
import type { RunNextSteps } from '../next-step/useNextStep.js'
import { getCancelProblem } from '../status/cancelProblem.js'
import { actionMessages, statusMessages } from '../status/messages.js'
import type { Expectation } from '../status/progress.js'
import { RunActions } from '../status/RunActions.js'
import { getOutcomeLabel, RunStatusBadge } from '../status/RunStatusBadge.js'
import { RunSummary } from '../status/RunSummary.js'
import type { RunTitle } from '../status/useRunTitle.js'
import { useRunTitle } from '../status/useRunTitle.js'
import { Announcement, AnnouncerRegion } from '../ui/Announcement.js'
import type { PartProps } from '../ui/createPart.js'
import { createPart } from '../ui/createPart.js'
import { innerPart } from '../ui/innerPart.js'
import { toPlainText } from '../ui/textPieces.js'
import { useMessages } from '../ui/useMessages.js'
import { usePart } from '../ui/usePart.js'
import { ConnectionLine, ConnectionNotice } from './ConnectionNotice.js'
import { viewerMessages } from './messages.js'
import { PanelBoundary } from './PanelBoundary.js'
import { preloadPanels } from './panels.js'
import { RunTabs } from './RunTabs.js'

const texts = { ...statusMessages, ...viewerMessages, ...actionMessages }

/** What `RunViewer` takes; other attributes go to its root `<section>`. */
export interface RunViewerProps<T = unknown>
  extends
    PartProps,
    Expectation,
    RunNextSteps,
    Omit<HTMLAttributes<HTMLElement>, 'children' | 'title'>,
    RunOutcomeOptions<T> {
  /** Without a run id, the viewer waits. */
  runId: string | null | undefined
  /** What you call the run, in the place of its goal: a text, or a function that gives one. */
  title?: RunTitle | undefined
  /** What you say about it, below the title. */
  description?: string | undefined
  /** Offers to cancel the run while it goes on. @default true */
  canCancel?: boolean | undefined
  /** Offers to take control of the live browser with mouse and keyboard. @default false */
  interactive?: boolean | undefined
  /**
   * Goes on reading for about half a minute after the end until the recording is there.
   *
   * @default whether `useStartRun` started the run on this page with `captureConfig.recording`
   */
  awaitRecording?: boolean | undefined
  /**
   * Follows the run in a hidden tab, too, so that `onSettled` is told there, and the end is on screen when the
   * tab is shown again: with `<FishbowlProvider transport="push">` at once, else with one read a minute.
   *
   * @default false
   */
  whileHidden?: boolean | undefined
  /** Called once for each run that ends while the viewer shows it, as in `useRun`. */
  onSettled?: ((run: Run, outcome: RunOutcome<T>) => void) | undefined
  /** The page that the run was started with, which TinyFish does not tell; its host is shown. */
  url?: string | undefined
  /** Links to the run's page in the TinyFish dashboard, which asks for a login; not for customers. @default false */
  canOpenRunPage?: boolean | undefined
  /** Offers to open the live browser in a tab of its own. @default whether it is shown to an operator */
  canOpenLiveView?: boolean | undefined
  /** Offers to ask for the right to see the run, to whom it is refused. */
  onRequestAccess?: ((runId: string) => void) | undefined
  /** Offers to sign in again, when the session has ended. */
  onSignIn?: (() => void) | undefined
}

/**
 * One run, from the first poll to the last frame: its status, its live browser while it goes on,
 * and its result. Ready-made; compose the parts yourself where you need another layout.
 * Renders a `<section>`.
 *
 * @selector [data-status] the vendor's status in lower case, such as `running`
 * @selector [data-outcome] the outcome's type, such as `goal_failed`
 * @selector [data-connection] how the page stands with the endpoint, such as `polling`
 * @example
 * <RunViewer runId={runId} onRunAgain={(run) => start(run.goal)} />
 */
export const RunViewer = createPart<HTMLElement, RunViewerProps>(function RunViewer(
  {
    runId,
    title: givenTitle,
    description,
    expectedDuration,
    expectedSteps,
    schema,
    isGoalFailure,
    canCancel = true,
    interactive = false,
    awaitRecording,
    whileHidden = false,
    onSettled,
    url,
    canOpenRunPage = false,
    canOpenLiveView,
    onRunAgain,
    onEditGoal,
    onAddCredit,
    onRequestAccess,
    onSignIn,
    support,
    className,
    ...rest
  },
  ref,
) {
  const { onEvent } = useFishbowl()
  const messages = useMessages(texts)
  const part = usePart('run-viewer', className)
  const root = useRef<HTMLElement>(null)
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => root.current)
  // A viewer counts as near until the browser has looked, so that its first read waits for nothing.
  const isNear = useIsNearView(root, true)
  const { run, outcome, liveView, awaitsRecording, connection, query } = useRun(runId, {
    ...(schema && { schema }),
    ...(isGoalFailure && { isGoalFailure }),
    ...(awaitRecording !== undefined && { awaitRecording }),
    priority: isNear ? 'high' : 'low',
    whileHidden,
    onSettled,
  })
  const cancelRun = useCancelRun()
  const title = useRunTitle(run, givenTitle)
  const label = messages.viewerLabel(toPlainText(title))

  // The panels are loaded beside the first read, so that a run that is over is shown with its result.
  useEffect(preloadPanels, [])

  const outcomeType = outcome?.type
  useEffect(() => {
    if (runId && outcomeType) onEvent({ type: 'outcome', runId, outcome: outcomeType })
  }, [runId, outcomeType, onEvent])

  const errorCode = 'error' in connection ? connection.error.code : undefined
  useEffect(() => {
    if (runId && errorCode) onEvent({ type: 'read_failed', runId, code: errorCode })
  }, [runId, errorCode, onEvent])

  const retry = () => void query.refetch()
  const loadSteps = {
    onSignIn,
    onRequestAccess: onRequestAccess && (() => onRequestAccess(runId ?? '')),
    onAddCredit,
    support,
  }
  const cancel = (id: string) =>
    cancelRun.mutate(id, {
      onError: ({ code }) => onEvent({ type: 'cancel_failed', runId: id, code }),
    })
  return (
    <section
      ref={root}
      aria-label={label}
      aria-busy={connection.state === 'loading'}
      data-status={run?.status.toLowerCase()}
      data-outcome={outcomeType}
      data-connection={connection.state}
      {...part}
      {...rest}
    >
      <AnnouncerRegion>
        {run && outcome ? (
          <OutOfView.Provider value={!isNear}>
            <header className="fishbowl-run-viewer-header" {...innerPart('header')}>
              {/* Without `data-still` the icon would go on spinning out of view, and keep the browser busy. */}
              <RunStatusBadge run={run} outcome={outcome} data-still={isNear ? undefined : ''} />
              <PanelBoundary panel="summary" run={run}>
                <RunSummary
                  run={run}
                  title={title}
                  description={description}
                  expectedDuration={expectedDuration}
                  expectedSteps={expectedSteps}
                  url={url}
                  canOpenRunPage={canOpenRunPage}
                />
              </PanelBoundary>
              <RunActions
                run={run}
                outcome={outcome}
                isCancelling={cancelRun.isPending}
                onCancel={
                  canCancel && hasScope(run, 'run:cancel') ? () => cancel(run.runId) : undefined
                }
                // What went wrong is said in the panel, with what can be done about it.
                onRunAgain={getRunTrouble(outcome) ? undefined : onRunAgain}
              />
            </header>
            <div role="status">
              <ConnectionLine connection={connection} steps={loadSteps} onRetry={retry} />
            </div>
            {cancelRun.error && cancelRun.variables === runId && !isTerminal(run.status) && (
              <p className="fishbowl-connection-line" role="alert">
                {getCancelProblem(cancelRun.error, messages)}
              </p>
            )}
            <RunTabs
              key={runId}
              run={run}
              outcome={outcome}
              label={label}
              liveView={liveView}
              interactive={interactive}
              canOpenLiveView={canOpenLiveView}
              steps={{ onRunAgain, onEditGoal, onAddCredit, support }}
              awaitsRecording={awaitsRecording}
              onRenew={retry}
            />
          </OutOfView.Provider>
        ) : (
          <div
            role="status"
            className="fishbowl-run-viewer-empty"
            data-waits={'error' in connection ? undefined : ''}
          >
            <ConnectionNotice connection={connection} steps={loadSteps} onRetry={retry} />
          </div>
        )}
        <Announcement rank="outcome">{outcome && getOutcomeLabel(outcome, messages)}</Announcement>
      </AnnouncerRegion>
    </section>
  )
})
