import * as z from 'zod/mini'

import { joinResult, parseResultJson, parseRunFailure, runStatus } from '../run/parseRun.js'
import type { RunFailure } from '../run/run.js'
import { isRunId } from '../run/run.js'
import { anything, orElse, ownWords, text, wireObject } from '../run/wire.js'

/**
 * What happens while a run is watched as an event stream. Types are the vendor's words; `timestamp`
 * is ISO 8601.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-with-sse-streaming
 */
export type RunEvent =
  | { type: 'STARTED'; runId: string; timestamp: string | null }
  | {
      type: 'STREAMING_URL'
      runId: string | null
      /** A secret, and not to be trusted: check it with `checkStreamingUrl` before use. */
      streamingUrl: string
      timestamp: string | null
    }
  | {
      type: 'PROGRESS'
      runId: string | null
      /** What the agent is about to do. */
      purpose: string
      /** `search` or `fetch`, when the agent uses another TinyFish API. */
      tinyfishApi: string | null
      timestamp: string | null
    }
  | {
      type: 'TF_API_RESULT'
      runId: string | null
      tinyfishApi: string | null
      /** Any JSON. */
      result: unknown
      timestamp: string | null
    }
  | { type: 'HEARTBEAT'; timestamp: string | null }
  | {
      type: 'COMPLETE'
      runId: string | null
      /** `COMPLETED`, `FAILED` or `CANCELLED`; other text is kept. */
      status: string
      /** Any JSON; `null` when there is none. */
      result: unknown
      /** See `Run.resultText`. */
      resultText?: string
      /**
       * Set when whoever reads the stream may not see the result. Whether there is one is not
       * known.
       */
      resultWithheld?: true
      error: RunFailure | null
      timestamp: string | null
    }

/** From every word that the API has used for a type of event to the type. */
const eventTypes = new Map<string, RunEvent['type']>([
  ['STARTED', 'STARTED'],
  ['CONNECTED', 'STARTED'],
  ['STREAMING_URL', 'STREAMING_URL'],
  ['STREAM_URL', 'STREAMING_URL'],
  ['PROGRESS', 'PROGRESS'],
  ['STATUS', 'PROGRESS'],
  ['STEP', 'PROGRESS'],
  ['TF_API_RESULT', 'TF_API_RESULT'],
  ['HEARTBEAT', 'HEARTBEAT'],
  ['COMPLETE', 'COMPLETE'],
  ['DONE', 'COMPLETE'],
])

const eventSchema = wireObject({
  type: text,
  runId: text,
  sessionId: text,
  timestamp: text,
  streamingUrl: text,
  purpose: text,
  message: text,
  tinyfishApi: text,
  status: orElse(z.nullable(runStatus), null),
  result: anything,
  resultJson: anything,
  resultText: text,
  resultWithheld: anything,
  data: anything,
  error: anything,
  helpUrl: text,
  helpMessage: text,
})

type WireEvent = z.output<typeof eventSchema>

/**
 * Reads one event of a run's stream, in any spelling that the API has used. `null` when it is of no
 * known type or lacks what its type is about. Never throws.
 */
export function parseRunEvent(json: unknown): RunEvent | null {
  const event = eventSchema.safeParse(json, ownWords).data
  if (!event) return null

  const { timestamp, streamingUrl, tinyfishApi } = event
  const id = event.runId ?? event.sessionId
  const runId = isRunId(id) ? id : null
  const purpose = event.purpose ?? event.message

  switch (getType(event)) {
    case 'STARTED':
      return runId === null ? null : { type: 'STARTED', runId, timestamp }
    case 'STREAMING_URL':
      if (streamingUrl === null) return null
      return { type: 'STREAMING_URL', runId, streamingUrl, timestamp }
    case 'PROGRESS':
      return purpose === null ? null : { type: 'PROGRESS', runId, purpose, tinyfishApi, timestamp }
    case 'TF_API_RESULT':
      return { type: 'TF_API_RESULT', runId, tinyfishApi, result: event.result, timestamp }
    case 'HEARTBEAT':
      return { type: 'HEARTBEAT', timestamp }
    case 'COMPLETE':
      return { type: 'COMPLETE', runId, ...getEnd(event), timestamp }
    case undefined:
      return null
  }
}

function getType({ type, streamingUrl }: WireEvent): RunEvent['type'] | undefined {
  if (type !== null) return eventTypes.get(type.toUpperCase())
  return streamingUrl === null ? undefined : 'STREAMING_URL'
}

function getEnd(event: WireEvent) {
  const failure = parseRunFailure(event.error)
  return {
    status: event.status ?? (failure ? 'FAILED' : 'COMPLETED'),
    ...joinResult(
      event.result ?? parseResultJson(event.resultJson) ?? event.data,
      event.resultText,
    ),
    ...(event.resultWithheld === true && { resultWithheld: true as const }),
    // In an event the help stands beside the error, in a run inside it.
    error: failure && {
      ...failure,
      helpUrl: failure.helpUrl ?? event.helpUrl,
      helpMessage: failure.helpMessage ?? event.helpMessage,
    },
  }
}
