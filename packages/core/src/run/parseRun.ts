import * as z from 'zod/mini'

import type { Run, RunFailure, RunStep } from './run.js'
import { isRunId, isRunStatus } from './run.js'
import {
  anything,
  boolean,
  findText,
  isRecord,
  number,
  orElse,
  parseWire,
  requiredText,
  text,
  textOrEmpty,
  wireObject,
} from './wire.js'

export const runId = z.pipe(requiredText, z.custom<string>(isRunId))
export const runStatus = z.pipe(requiredText, z.transform(foldStatus))

const NO_DETAILS = { path: '', expected: '', received: '', message: '' }
const validationErrorSchema = wireObject({
  path: textOrEmpty,
  expected: textOrEmpty,
  received: textOrEmpty,
  message: textOrEmpty,
})

const schemaValidationSchema = wireObject({
  valid: z.boolean(),
  rePromptAttempts: orElse(z.number(), 0),
  errors: orElse(z.array(orElse(validationErrorSchema, NO_DETAILS)), []),
})

const stepSchema = wireObject({
  id: text,
  timestamp: text,
  status: orElse(z.nullable(runStatus), null),
  action: text,
  screenshot: text,
  duration: text,
})

const runSchema = wireObject({
  runId,
  status: runStatus,
  goal: text,
  createdAt: text,
  startedAt: text,
  finishedAt: text,
  numOfSteps: number,
  result: anything,
  resultJson: anything,
  // A mark of Fishbowl's own handler.
  resultWithheld: orElse(z.boolean(), false),
  schemaValidation: orElse(z.nullable(schemaValidationSchema), null),
  error: z.pipe(anything, z.transform(parseRunFailure)),
  streamingUrl: text,
  browserConfig: orElse(
    z.nullable(wireObject({ proxyEnabled: boolean, proxyCountryCode: text })),
    null,
  ),
  videoUrl: text,
  steps: z.pipe(orElse(z.array(z.unknown()), []), z.transform(parseSteps)),
  outputSchema: anything,
  profileAttached: boolean,
  profileId: text,
  profileHint: orElse(
    z.nullable(wireObject({ message: textOrEmpty, setupUrl: text, reason: textOrEmpty })),
    null,
  ),
})

/**
 * Reads a run from the API's JSON, in any spelling that the API has used: the run object, the answer
 * of a synchronous run, an item of a list or a batch, or a webhook's body.
 *
 * Needs only a run id and a status. A field of an unexpected type becomes `null`, unknown fields are
 * left out, an unknown status stays as it came, and `result` is passed on by reference.
 *
 * @throws {FishbowlError} `invalid_response` when the run id or the status is missing; the message
 * names the field and never contains the payload.
 * @example
 * const run = parseRun(await response.json())
 */
export function parseRun(json: unknown): Run {
  const { result, resultJson, ...run } = parseWire(runSchema, unwrapWebhook(json), 'a run')
  return { ...run, result: result ?? parseResultJson(resultJson) }
}

/** Reads the items of a list that are runs, and passes over those that are not. */
export function parseRuns(items: readonly unknown[]): Run[] {
  return items.flatMap((item) => {
    try {
      return [parseRun(item)]
    } catch {
      return []
    }
  })
}

/** Reads the older `resultJson`, which holds the result itself or its JSON text. */
export function parseResultJson(json: unknown): unknown {
  if (typeof json !== 'string') return json
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

function unwrapWebhook(json: unknown): unknown {
  const isWebhook = isRecord(json) && typeof json.event === 'string' && isRecord(json.data)
  return isWebhook ? json.data : json
}

function foldStatus(status: string): string {
  const folded = status.toUpperCase()
  return isRunStatus(folded) ? folded : status
}

function parseSteps(items: unknown[]): RunStep[] {
  return items.flatMap((item, index) => {
    const step = stepSchema.safeParse(item).data
    return step ? [{ ...step, id: step.id ?? String(index + 1) }] : []
  })
}

const failureSchema = wireObject({
  category: text,
  code: text,
  retryAfter: number,
  helpUrl: text,
  helpMessage: text,
})

/** Where an error's text is found, the most telling place first. */
const MESSAGE_KEYS = [
  'message',
  'error',
  'reason',
  'detail',
  'details',
  'description',
  'error_message',
  'help_message',
  'code',
  'category',
]

/** Reads a run's `error`: an object by the documents, text in some answers. */
export function parseRunFailure(json: unknown): RunFailure | null {
  const isError = isRecord(json) || (Array.isArray(json) && json.length > 0)
  if (!isError && !findText(json, [])) return null

  const { category, ...fields } = failureSchema.parse(isRecord(json) ? json : {})
  return {
    message: findText(json, MESSAGE_KEYS) || findFirstText(json),
    category: category ?? 'UNKNOWN',
    ...fields,
  }
}

/** By the alphabet, as the order of keys means nothing in JSON. */
function findFirstText(json: unknown): string {
  if (!isRecord(json)) return ''
  const key = Object.keys(json)
    .sort()
    .find((name) => typeof json[name] === 'string')
  return key === undefined ? '' : String(json[key])
}

/** The answer to a request for several runs at once. */
export interface RunBatch {
  runs: Run[]
  /** Ids that do not exist or belong to somebody else. */
  notFound: string[]
}

const runBatchSchema = wireObject({
  data: z.array(z.unknown()),
  notFound: orElse(z.array(z.unknown()), []),
})

/**
 * Reads the answer to a request for several runs. One bad item does not lose the others.
 *
 * @throws {FishbowlError} `invalid_response` when there is no list in it.
 * @see https://docs.tinyfish.ai/api-reference/runs/get-runs-by-ids
 */
export function parseRunBatch(json: unknown): RunBatch {
  const { data, notFound } = parseWire(runBatchSchema, json, 'a batch of runs')
  return { runs: parseRuns(data), notFound: notFound.filter((id) => typeof id === 'string') }
}

/** One page of a list of runs. The runs have neither steps nor a recording. */
export interface RunPage {
  runs: Run[]
  /** How many runs there are on all pages. */
  total: number | null
  /** Pass it as `cursor` to get the next page. */
  nextCursor: string | null
  hasMore: boolean
}

const pagination = { total: number, nextCursor: text, hasMore: boolean }
const runPageSchema = wireObject({
  data: z.array(z.unknown()),
  pagination: orElse(wireObject(pagination), { total: null, nextCursor: null, hasMore: null }),
})

/**
 * Reads the answer to a request for a list of runs. Items that are not runs are passed over.
 *
 * @throws {FishbowlError} `invalid_response` when there is no list in it.
 * @see https://docs.tinyfish.ai/api-reference/runs/list-runs
 */
export function parseRunPage(json: unknown): RunPage {
  const { data, pagination } = parseWire(runPageSchema, json, 'a page of runs')
  const { total, nextCursor, hasMore } = pagination
  // Without a cursor the next page would be the first one again.
  return {
    runs: parseRuns(data),
    total,
    nextCursor,
    hasMore: nextCursor !== null && hasMore !== false,
  }
}

/** The answer to a request to cancel a run. */
export interface Cancellation {
  runId: string
  /** The run's true status. A run that had already ended keeps the status it ended with. */
  status: string
  /** ISO 8601. */
  cancelledAt: string | null
  /** Set when there was nothing to cancel, such as `Run already finished`. */
  message: string | null
}

const cancellationSchema = wireObject({
  runId,
  status: runStatus,
  cancelledAt: text,
  message: text,
})

/**
 * Reads the answer to a request to cancel a run.
 *
 * @throws {FishbowlError} `invalid_response` when the run id or the status is missing.
 * @see https://docs.tinyfish.ai/api-reference/runs/cancel-run
 */
export function parseCancellation(json: unknown): Cancellation {
  return parseWire(cancellationSchema, json, 'a cancellation')
}
