export type { FieldProblem, FishbowlErrorCode, FishbowlErrorOptions } from './errors.js'
export { FishbowlError } from './errors.js'

export type {
  Run,
  RunFailure,
  RunProfileHint,
  RunSchemaValidation,
  RunStatus,
  RunStep,
} from './run/run.js'
export { getRunPageUrl, isRunId, isTerminal } from './run/run.js'
export { parseRun } from './run/parseRun.js'
export type { RunBatch, RunPage } from './run/runLists.js'
export { parseRunBatch, parseRunPage } from './run/runLists.js'
export type { Cancellation } from './run/cancellation.js'
export { parseCancellation } from './run/cancellation.js'
export { parseTimestamp } from './run/timestamp.js'

export type { RunOutcome, RunOutcomeOptions } from './outcome/outcome.js'
export { getRunOutcome } from './outcome/outcome.js'
export type { NoResultReason } from './outcome/noResult.js'
export type { ResultIssue } from './outcome/checkSchema.js'

export type { LiveView, LiveViewOptions } from './live-view/liveView.js'
export { getLiveView } from './live-view/liveView.js'
export type { StreamingUrlCheck, StreamRefusal } from './live-view/streamingUrl.js'
export { checkStreamingUrl } from './live-view/streamingUrl.js'
export type { StreamPolicy } from './live-view/streamHosts.js'
export { DEFAULT_STREAM_HOSTS, frameSources } from './live-view/streamHosts.js'

export { getResultText } from './result/resultText.js'

export type { RunEvent } from './events/runEvent.js'
export { parseRunEvent } from './events/runEvent.js'
export { readRunEvents } from './events/readRunEvents.js'
export { applyRunEvent } from './events/applyRunEvent.js'
export { mergeStreamedRun } from './events/mergeStreamedRun.js'

export type { ClientOptions } from './client/createClient.js'
export { createClient } from './client/createClient.js'
export type {
  FishbowlClient,
  RequestOptions,
  StartRunOptions,
  WatchRunsOptions,
} from './client/fishbowlClient.js'
export type { GetToken } from './client/tokenSource.js'
export type { ListRunsFilter } from './client/listRuns.js'
export type {
  StartRunAgentConfig,
  StartRunCaptureConfig,
  StartRunInput,
  StartRunProxyConfig,
} from './client/startRun.js'
export { parseStartedBatch, parseStartedRun } from './client/startRun.js'
export type { ReadPushesOptions, RunPush } from './client/readPushes.js'
export type { PollContext } from './client/polling.js'
export { getPollDelay } from './client/polling.js'
