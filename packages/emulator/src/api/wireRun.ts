import type { RunError, RunStatus } from '../script/script.js'
import type { EmulatorStore, RunRecord } from '../store.js'
import { signRecording } from './recording.js'
import { SCREENSHOT } from './screenshot.js'

/**
 * A run as the API sends it: all documented fields, `null` where there is nothing.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-run-by-id
 */
export interface WireRun extends WireRunSummary {
  video_url: string | null
  steps: WireStep[]
}

/** A run as a list shows it. Times are ISO 8601. */
export interface WireRunSummary {
  run_id: string
  status: RunStatus
  goal: string
  created_at: string
  started_at: string | null
  finished_at: string | null
  /** `null` while the run is in progress. */
  num_of_steps: number | null
  result: unknown
  schema_validation: null
  error: RunError | null
  streaming_url: string | null
  browser_config: { proxy_enabled: boolean; proxy_country_code: string | null }
}

/** One thing that the agent did. */
export interface WireStep {
  id: string
  timestamp: string
  status: RunStatus
  action: string
  /** A `data:` URL when pictures were asked for. */
  screenshot: string | null
  /** Text such as `1.2s`. */
  duration: string | null
}

/** What of a run on the wire the run itself does not say. */
interface WireOptions {
  /** Where stream pages and recordings are served. */
  streamOrigin: string
  /** Puts each step's picture into the run. @default false */
  hasScreenshots?: boolean
}

/** Gives a run as it is now. */
export function toWireRun(record: RunRecord, store: EmulatorStore, options: WireOptions): WireRun {
  const moment = store.getMoment(record)
  const { createdAt } = record
  const toTime = (offset: number) => toTimestamp(createdAt + offset)
  return {
    ...toWireSummary(record, store, options),
    // The API signs the address anew for each read, and so does the emulator.
    video_url: moment.isRecorded
      ? `${options.streamOrigin}${signRecording(record, store.clock.now())}`
      : null,
    steps: moment.steps.map(({ at, endedAt, status, action }, index) => ({
      id: toStepId(record, index),
      timestamp: toTime(at),
      status,
      action,
      screenshot: options.hasScreenshots ? `data:image/jpeg;base64,${SCREENSHOT}` : null,
      duration: endedAt === null ? null : `${((endedAt - at) / 1_000).toFixed(1)}s`,
    })),
  }
}

/** Gives a run as it is now, without steps and recording. */
export function toWireSummary(
  record: RunRecord,
  store: EmulatorStore,
  { streamOrigin }: WireOptions,
): WireRunSummary {
  const { status, startedAt, endedAt, steps, stream, ending } = store.getMoment(record)
  const { runId, sessionId, seed, goal, createdAt } = record
  const toTime = (offset: number | null) =>
    offset === null ? null : toTimestamp(createdAt + offset)
  return {
    run_id: runId,
    status,
    goal,
    created_at: toTimestamp(createdAt),
    started_at: toTime(startedAt),
    finished_at: toTime(endedAt),
    num_of_steps: ending ? steps.length : null,
    result: ending?.status === 'COMPLETED' ? ending.getResult(seed) : null,
    schema_validation: null,
    error: ending?.status === 'FAILED' ? ending.error : null,
    streaming_url: stream === null ? null : `${streamOrigin}/tf-${sessionId}/stream/${stream}`,
    browser_config: {
      proxy_enabled: record.isProxyEnabled,
      proxy_country_code: record.proxyCountryCode,
    },
  }
}

/** Names the nth step of a run, counted from 0. */
export function toStepId({ runId }: RunRecord, index: number): string {
  return `evt_${runId.slice(0, 8)}_${index + 1}`
}

/** Gives the ISO 8601 text for epoch milliseconds. */
export function toTimestamp(time: number): string {
  return new Date(time).toISOString()
}
