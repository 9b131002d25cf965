export { FishbowlProvider } from './FishbowlProvider.js'
export type { FishbowlProviderProps } from './FishbowlProvider.js'
export type { Audience } from './context/audience.js'
export type { FishbowlEvent, PanelName, Support } from './context/context.js'
// For hosts that translate all of them.
export { defaultMessages } from './messages.js'
export type { Messages } from './messages.js'
export type { InnerPart } from './ui/innerPart.js'

export { useCancelRun } from './hooks/useCancelRun.js'
export type { UseCancelRunResult } from './hooks/useCancelRun.js'
export { useFishbowlClient } from './hooks/useFishbowlClient.js'
export { useLiveView } from './hooks/useLiveView.js'
export type { UseLiveViewOptions, UseLiveViewResult } from './hooks/useLiveView.js'
export { useRun } from './hooks/useRun.js'
export type { UseRunOptions, UseRunResult } from './hooks/useRun.js'
export type { RunConnection } from './sync/connection.js'
export type { PollPriority } from './sync/pollClock.js'
export { useRunBatch } from './hooks/useRunBatch.js'
export type { UseRunBatchOptions, UseRunBatchResult } from './hooks/useRunBatch.js'
export { countRuns } from './sync/runCounts.js'
export type { RunCounts } from './sync/runCounts.js'
export { useRuns } from './hooks/useRuns.js'
export type { UseRunsResult } from './hooks/useRuns.js'
export { useRunNotification } from './notification/useRunNotification.js'
export type { UseRunNotificationResult } from './notification/useRunNotification.js'
export type { UseRunNotificationOptions } from './notification/options.js'
export { useStartRun } from './hooks/useStartRun.js'
export type { UseStartRunOptions, UseStartRunResult } from './hooks/useStartRun.js'
export { useStepPicture } from './hooks/useStepPicture.js'
export type {
  StepPicture,
  UseStepPictureOptions,
  UseStepPictureResult,
} from './hooks/useStepPicture.js'

export { runKeys } from './sync/runKeys.js'
export type { RunKey, RunListKey } from './sync/runKeys.js'
export type { RunPages } from './sync/runListQuery.js'
export { runsQueryOptions } from './sync/runListQuery.js'
export { dehydrateRun, isFishbowlQuery } from './sync/dehydrateRun.js'
export type { DehydrateRunOptions } from './sync/dehydrateRun.js'
export { runQueryOptions } from './sync/runQuery.js'
export type { RunQueryOptions } from './sync/runQuery.js'
export { getResultCsv } from './result/resultCsv.js'
export type { ResultCsvOptions } from './result/resultCsv.js'

export { LiveRunBadge } from './status/LiveRunBadge.js'
export type { LiveRunBadgeProps } from './status/LiveRunBadge.js'
export { RunActions } from './status/RunActions.js'
export type { RunActionsProps } from './status/RunActions.js'
export { RunCounters } from './status/RunCounters.js'
export type { RunCountersProps } from './status/RunCounters.js'
export { RunError } from './error/RunError.js'
export type { RunErrorProps } from './error/RunError.js'
export { RunForm } from './run-form/RunForm.js'
export type { RunFormProps } from './run-form/RunForm.js'
export { RunList } from './run-list/RunList.js'
export type { RunListProps } from './run-list/RunList.js'
export type { RunListColumn } from './run-list/columns.js'
export { RunLiveView } from './live-view/RunLiveView.js'
export type { RunLiveViewProps } from './live-view/RunLiveView.js'
export { RunRecording } from './recording/RunRecording.js'
export type { RunRecordingProps } from './recording/RunRecording.js'
export { RunResult } from './result/RunResult.js'
export type { RunResultProps } from './result/RunResult.js'
export { RunStatusBadge } from './status/RunStatusBadge.js'
export type { RunStatusBadgeProps } from './status/RunStatusBadge.js'
export { RunSteps } from './steps/RunSteps.js'
export type { RunStepsProps } from './steps/RunSteps.js'
export { RunSummary } from './status/RunSummary.js'
export type { RunSummaryProps } from './status/RunSummary.js'
export { RunViewer } from './viewer/RunViewer.js'
export type { RunViewerProps } from './viewer/RunViewer.js'

// What those who use the above need of core, so that they install and import one package.
export type {
  Cancellation,
  ClientOptions,
  FieldProblem,
  FishbowlClient,
  FishbowlErrorCode,
  GetToken,
  ListRunsFilter,
  LiveView,
  LiveViewOptions,
  NoResultReason,
  ResultIssue,
  Run,
  RunBatch,
  RunFailure,
  RunOutcome,
  RunOutcomeOptions,
  RunPage,
  RunProfileHint,
  RunSchemaValidation,
  RunStatus,
  RunStep,
  StartRunAgentConfig,
  StartRunCaptureConfig,
  StartRunInput,
  StartRunProxyConfig,
  StreamPolicy,
  StreamRefusal,
  StreamingUrlCheck,
} from '@fishbowl/core'
export {
  checkStreamingUrl,
  createClient,
  DEFAULT_STREAM_HOSTS,
  FishbowlError,
  frameSources,
  getLiveView,
  getResultText,
  getRunOutcome,
  getRunPageUrl,
  isRunId,
  isTerminal,
  parseRun,
  parseTimestamp,
} from '@fishbowl/core'
