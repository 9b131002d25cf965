'use client'

import { isTerminal } from '@fishbowl/core'
import type { LiveView, Run, RunOutcome } from '@fishbowl/core'
import { memo } from 'react'

import type { RunConnection } from '../connection.js'
import { useFishbowl } from '../FishbowlProvider.js'
import { useCancelRun } from '../hooks/useCancelRun.js'
import { useMessages } from '../hooks/useMessages.js'
import { actionMessages } from '../messages/actionMessages.js'
import { ConnectionLine, ConnectionNotice } from './ConnectionNotice.js'
import { PanelBoundary } from './PanelBoundary.js'
import { RunActions } from './RunActions.js'
import { RunStatusBadge } from './RunStatusBadge.js'
import { RunSummary } from './RunSummary.js'
import { RunTabs } from './RunTabs.js'

export interface RunViewerBodyProps {
  runId: string | null | undefined
  run: Run | undefined
  outcome: RunOutcome | undefined
  liveView: LiveView
  awaitsRecording: boolean
  connection: RunConnection
  isStill: boolean
  canCancel: boolean
  interactive: boolean
  url: string | undefined
  canOpenRunPage: boolean
  onRunAgain: ((run: Run) => void) | undefined
  /** Reads the run again. */
  onRetry: () => unknown
}

/** All that can be seen of a viewer. Drawn anew only for news, which may come for hundreds at once. */
export const RunViewerBody = memo(function RunViewerBody(props: RunViewerBodyProps) {
  const { runId, run, outcome, connection, onRunAgain } = props
  const { onEvent } = useFishbowl()
  const messages = useMessages(actionMessages)
  const cancelRun = useCancelRun()
  const retry = () => void props.onRetry()
  const cancel = (id: string) =>
    cancelRun.mutate(id, {
      onError: ({ code }) => onEvent({ type: 'cancel_failed', runId: id, code }),
    })

  if (!run || !outcome) {
    return (
      <div className="fishbowl-run-viewer-empty">
        <ConnectionNotice connection={connection} onRetry={retry} />
      </div>
    )
  }
  return (
    <>
      <header className="fishbowl-run-viewer-header">
        {/* What is skipped out of view would keep turning, and the browser drawing. */}
        <RunStatusBadge run={run} outcome={outcome} data-still={props.isStill ? '' : undefined} />
        <PanelBoundary panel="summary" run={run}>
          <RunSummary run={run} url={props.url} canOpenRunPage={props.canOpenRunPage} />
        </PanelBoundary>
        <RunActions
          run={run}
          outcome={outcome}
          isCancelling={cancelRun.isPending}
          onCancel={props.canCancel ? () => cancel(run.runId) : undefined}
          onRunAgain={onRunAgain && (() => onRunAgain(run))}
        />
      </header>
      <ConnectionLine connection={connection} onRetry={retry} />
      {cancelRun.isError && cancelRun.variables === runId && !isTerminal(run.status) && (
        <p className="fishbowl-connection-line" role="alert">
          {messages.cancelFailed}
        </p>
      )}
      <RunTabs
        key={runId}
        run={run}
        outcome={outcome}
        liveView={props.liveView}
        interactive={props.interactive}
        awaitsRecording={props.awaitsRecording}
        onRenew={retry}
      />
    </>
  )
})
