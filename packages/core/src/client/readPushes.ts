import { readFrames } from '../events/readFrames.js'
import { parseRunText } from '../result/resultText.js'
import { tryParseRun } from '../run/parseRun.js'
import type { Run } from '../run/run.js'
import { isRunId } from '../run/run.js'
import { isRecord } from '../run/wire.js'
import { createError } from './answerError.js'
import type { Requester } from './request.js'
import { parseJson, toNetworkError } from './request.js'
import type { ServerClock } from './serverClock.js'

/** Milliseconds. The handler sends a heartbeat every 8 seconds, so that three are missing by then. */
const MAX_SILENCE = 25_000

/**
 * What a server pushes of runs.
 *
 * - `alive`: the stream is open, and any sign of life from then on, such as a heartbeat
 * - `run`: what a run is by now. A later state of any run has a higher `version`. When `isSettled`,
 *   there is no later state. `text` is what the server sent, which other tabs can read, too
 * - `error`: a run of which nothing can be told; a read says why
 * - `end`: all runs have settled, and there is no need to come back
 */
export type RunPush =
  | { type: 'alive' }
  | { type: 'run'; run: Run; version: number; isSettled: boolean; text?: string }
  | { type: 'error'; runId: string }
  | { type: 'end' }

/** Which pushes are read. */
export interface ReadPushesOptions {
  /** Leaves out what is not newer than this. @default 0, everything is told */
  sinceVersion?: number | undefined
  /** Ends the stream, which then throws the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Reads the event stream of 1 to 100 runs until the server ends it. */
export async function* readPushes(
  { requester, clock }: { requester: Requester; clock: ServerClock },
  runIds: readonly string[],
  { sinceVersion = 0, signal }: ReadPushesOptions,
): AsyncGenerator<RunPush, void, undefined> {
  const sentAt = Date.now()
  const body = await requester.openStream({
    path: `/runs/events?ids=${runIds.join(',')}`,
    ...(sinceVersion > 0 && { headers: { 'Last-Event-ID': String(sinceVersion) } }),
    signal,
  })
  let isFirst = true
  try {
    for await (const { event, id, data } of readFrames(body, MAX_SILENCE)) {
      if (event === 'comment') {
        yield { type: 'alive' }
        continue
      }
      const json = parseJson(data, parseRunText)
      // Only the first event is sure to be fresh: a later one may have waited on the way, and would
      // set the clock wrong.
      if (isFirst && isRecord(json)) {
        clock.observe(json.server_now, { sentAt, receivedAt: Date.now() })
      }
      isFirst = false
      if (event === 'run') yield toRunPush(json, Number(id), data)
      else if (event === 'end') yield { type: 'end' }
      else if (event === 'error' && isRecord(json) && isRunId(json.run_id)) {
        yield { type: 'error', runId: json.run_id }
      }
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : toNetworkError(error)
  }
}

/**
 * Reads the text of a run that was pushed.
 *
 * @throws {FishbowlError} `invalid_response` when it is not that of a run.
 */
export function parsePush(text: string, version: number): RunPush {
  return toRunPush(parseJson(text, parseRunText), version, text)
}

function toRunPush(json: unknown, version: number, text: string): RunPush {
  const { run_id: runId, settled } = isRecord(json) ? json : {}
  const run = tryParseRun(json)
  // A run that cannot be read must not cut the stream off for the others.
  if (!run && isRunId(runId)) return { type: 'error', runId }
  if (!run) throw createError('invalid_response')
  return { type: 'run', run, version, isSettled: settled === true, text }
}
