'use client'

import type { LiveView, Run, RunOutcome } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { hasScope } from '@fishbowl/core/internal'
import type { ReactNode } from 'react'

import { useIsForCustomer } from '../context/audience.js'
import type { PanelName } from '../context/context.js'
import { RunLiveView } from '../live-view/RunLiveView.js'
import type { RunNextSteps } from '../next-step/useNextStep.js'
import { NewestStep, StepAnnouncer } from '../steps/StepAnnouncer.js'
import { Button } from '../ui/Button.js'
import { Notice } from '../ui/Notice.js'
import type { Tab } from '../ui/Tabs.js'
import { Tabs } from '../ui/Tabs.js'
import { useMessages } from '../ui/useMessages.js'
import { viewerMessages } from './messages.js'
import { PanelBoundary } from './PanelBoundary.js'
import { RunEndPanel, RunRecordingPanel, RunStepsPanel } from './panels.js'

export interface RunTabsProps {
  run: Run
  outcome: RunOutcome
  /** The name of the tabs. */
  label: string
  liveView: LiveView
  interactive: boolean
  canOpenLiveView: boolean | undefined
  steps: RunNextSteps
  awaitsRecording: boolean
  /** Reads the run again, for another address of its recording. */
  onRenew: () => void
}

/**
 * The panels of a run. While the run goes on, its live browser is the first tab; after the end, what the
 * run came to is.
 */
export function RunTabs(props: RunTabsProps) {
  const { run, outcome, liveView, awaitsRecording, onRenew } = props
  const isForCustomer = useIsForCustomer()
  const messages = useMessages(viewerMessages)
  const isOver = isTerminal(run.status)
  // What is withheld never comes, so nobody is left waiting for it.
  const maySeeSteps = hasScope(run, 'run:steps')
  const hasRecording = isOver && (run.videoUrl !== null || (awaitsRecording && maySeeSteps))
  const hasSteps = run.steps.length > 0
  // A live view of unknown age has a button of its own, and with two more there would be too many.
  const canOffer = isOver && liveView.state !== 'unknown' && (hasRecording || hasSteps)

  const guard = (panel: PanelName, content: ReactNode) => (
    <PanelBoundary panel={panel} run={run}>
      {content}
    </PanelBoundary>
  )
  const tabs: (Tab | false)[] = [
    isOver && {
      id: 'result',
      label: run.status === 'COMPLETED' ? messages.resultTab : messages.detailsTab,
      isKept: true,
      content: guard(
        outcome.type === 'failed' ? 'error' : 'result',
        <RunEndPanel run={run} outcome={outcome} steps={props.steps} />,
      ),
    },
    ((!isOver && hasScope(run, 'run:stream')) || liveView.state !== 'none') && {
      id: 'live-view',
      label: messages.liveViewTab,
      content: (choose) =>
        guard(
          'live_view',
          <>
            <RunLiveView
              run={run}
              liveView={liveView}
              interactive={props.interactive}
              canOpenLiveView={props.canOpenLiveView}
              fallback={
                canOffer && (
                  <>
                    {hasRecording && (
                      <Button variant="primary" onClick={() => choose('recording')}>
                        {messages.watchRecording}
                      </Button>
                    )}
                    {hasSteps && (
                      <Button onClick={() => choose('steps')}>{messages.showStepPictures}</Button>
                    )}
                  </>
                )
              }
            />
            {!isOver && (isForCustomer ? <StepAnnouncer run={run} /> : <NewestStep run={run} />)}
          </>,
        ),
    },
    hasRecording && {
      id: 'recording',
      label: messages.recordingTab,
      content: guard(
        'recording',
        <RunRecordingPanel run={run} isAwaited={awaitsRecording} onRenew={onRenew} />,
      ),
    },
    ((!isOver && maySeeSteps) || hasSteps) && {
      id: 'steps',
      label: messages.stepsTab(run.steps.length),
      isKept: true,
      content: guard('steps', <RunStepsPanel run={run} />),
    },
  ]
  const shown = tabs.filter((tab) => tab !== false)
  if (shown.length === 0) {
    return (
      <div className="fishbowl-run-viewer-empty" data-waits="">
        <Notice title={messages.watchWithheldTitle}>{messages.watchWithheldText}</Notice>
      </div>
    )
  }
  return <Tabs label={props.label} tabs={shown} />
}
