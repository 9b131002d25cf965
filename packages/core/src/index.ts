export { applyRunEvent } from './applyRunEvent.js'
export type { Cancellation } from './cancellation.js'
export { parseCancellation } from './cancellation.js'
export type { ResultIssue } from './checkSchema.js'
export type { ClientOptions } from './client.js'
export { createClient } from './client.js'
export type { ErrorBody } from './errorBody.js'
export { parseErrorBody } from './errorBody.js'
export type { FishbowlErrorCode, FishbowlErrorOptions } from './errors.js'
export { FishbowlError, getErrorCode } from './errors.js'
export { readRunEvents } from './events.js'
export type { FishbowlClient, RequestOptions, WatchRunsOptions } from './fishbowlClient.js'
export { frameSources } from './frameSources.js'
export { checkHelpUrl } from './helpUrl.js'
export { readJsonLines } from './jsonLines.js'
export { toJsonText } from './jsonText.js'
export type { ListRunsFilter } from './listRunsFilter.js'
export type { LiveView, LiveViewOptions } from './liveView.js'
export { getLiveView } from './liveView.js'
export { mergeStreamedRun } from './mergeStreamedRun.js'
export type { NoResultReason } from './noResult.js'
export type { RunOutcome, RunOutcomeOptions } from './outcome.js'
export { getRunOutcome } from './outcome.js'
export { parseRun } from './parseRun.js'
export type { PollContext } from './polling.js'
export { getPollDelay } from './polling.js'
export type { ReadPushesOptions, RunPush } from './readPushes.js'
export { readScreenshot } from './readScreenshot.js'
export { checkRecordingUrl } from './recordingUrl.js'
export { unwrapResult } from './resultLayers.js'
export { getResultText } from './resultText.js'
export type {
  Run,
  RunFailure,
  RunProfileHint,
  RunSchemaValidation,
  RunStatus,
  RunStep,
} from './run.js'
export { isRunId, isTerminal } from './run.js'
export type { RunBatch } from './runBatch.js'
export { parseRunBatch } from './runBatch.js'
export type { RunEvent } from './runEvent.js'
export { parseRunEvent } from './runEvent.js'
export type { RunPage } from './runPage.js'
export { parseRunPage } from './runPage.js'
export { getRunPageUrl } from './runPageUrl.js'
export type {
  StartRunAgentConfig,
  StartRunCaptureConfig,
  StartRunInput,
  StartRunProxyConfig,
} from './startRunInput.js'
export { parseStartedBatch, parseStartedRun } from './startedRun.js'
export type { StreamPolicy } from './streamHosts.js'
export { DEFAULT_STREAM_HOSTS } from './streamHosts.js'
export type { StreamingUrlCheck, StreamRefusal } from './streamingUrl.js'
export { checkStreamingUrl } from './streamingUrl.js'
export { parseTimestamp } from './timestamp.js'
export type { GetToken } from './tokenSource.js'
