import * as z from 'zod/mini'

import type { Run, RunFailure, RunStep } from './run.js'
import { isRunId, isRunStatus } from './run.js'
import {
  anything,
  boolean,
  findText,
  isList,
  isRecord,
  listKeys,
  number,
  orElse,
  ownWords,
  parseWire,
  readLength,
  readMember,
  readObjects,
  requiredText,
  text,
  textOrEmpty,
  wireObject,
} from './wire.js'

/** A run's id. Anything else, such as a path, is refused. */
export const runId = z.pipe(requiredText, z.custom<string>(isRunId))
/** A status: one that is documented in upper case, any other as it came. */
export const runStatus = z.pipe(requiredText, z.transform(foldStatus))

const emptyValidationError = { path: '', expected: '', received: '', message: '' }
/** How many errors of a schema are kept: nobody reads more. */
const MAX_VALIDATION_ERRORS = 1_000
/** How many steps are kept. Runs of a day have some hundreds. */
const MAX_STEPS = 10_000

const validationErrorSchema = wireObject({
  path: textOrEmpty,
  expected: textOrEmpty,
  received: textOrEmpty,
  message: textOrEmpty,
})

const schemaValidationSchema = wireObject({
  valid: z.boolean(),
  rePromptAttempts: orElse(z.number(), 0),
  errors: z.pipe(anything, z.transform(parseValidationErrors)),
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
  // Only clients and handlers of ours add it.
  resultText: text,
  // Only Fishbowl's own handler sends it.
  resultWithheld: orElse(z.boolean(), false),
  schemaValidation: orElse(z.nullable(schemaValidationSchema), null),
  error: z.pipe(anything, z.transform(parseRunFailure)),
  streamingUrl: text,
  browserConfig: orElse(
    z.nullable(wireObject({ proxyEnabled: boolean, proxyCountryCode: text })),
    null,
  ),
  videoUrl: text,
  steps: z.pipe(anything, z.transform(parseSteps)),
  outputSchema: anything,
  profileAttached: boolean,
  profileId: text,
  // Only Fishbowl's own handler sends it.
  scopes: orElse(z.nullable(z.array(z.string())), null),
  usualDurationMs: number,
  usualSteps: number,
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
  const { result, resultJson, resultText, scopes, usualDurationMs, usualSteps, ...run } = parseWire(
    runSchema,
    unwrapWebhook(json),
    'a run',
  )
  return {
    ...run,
    ...joinResult(result ?? parseResultJson(resultJson), resultText),
    ...(scopes && { scopes }),
    ...(usualDurationMs !== null && { usualDurationMs }),
    ...(usualSteps !== null && { usualSteps }),
  }
}

/** Reads a run as `parseRun` does, and gives `null` where that would throw. */
export function tryParseRun(json: unknown): Run | null {
  try {
    return parseRun(json)
  } catch {
    return null
  }
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

/** Puts a result and its exact text together, if that is one. */
export function joinResult(
  result: unknown,
  resultText: string | null,
): Pick<Run, 'result' | 'resultText'> {
  const exact = resultText === null ? null : parseResultJson(resultText)
  // What is no JSON comes back as it was. A number that is too large for JavaScript is `null` on the wire.
  return resultText === null || exact === null || exact === resultText
    ? { result }
    : { result: result ?? exact, resultText }
}

function unwrapWebhook(json: unknown): unknown {
  if (!isRecord(json) || typeof readMember(json, 'event') !== 'string') return json
  const data = readMember(json, 'data')
  return isRecord(data) ? data : json
}

function foldStatus(status: string): string {
  const folded = status.toUpperCase()
  return isRunStatus(folded) ? folded : status
}

function parseSteps(items: unknown): RunStep[] {
  return readObjects(stepSchema, items, MAX_STEPS).map(({ item, index }) => ({
    ...item,
    id: item.id ?? String(index + 1),
  }))
}

function parseValidationErrors(items: unknown) {
  const errors = readObjects(
    validationErrorSchema,
    items,
    MAX_VALIDATION_ERRORS,
    emptyValidationError,
  )
  return errors.map(({ item }) => item)
}

const failureSchema = wireObject({
  category: text,
  code: text,
  retryAfter: number,
  helpUrl: text,
  helpMessage: text,
})

/** Where an error's text is found, the most telling place first. */
const messageKeys = [
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

/** Reads a run's `error`, which is an object by the documents and text in some answers. */
export function parseRunFailure(json: unknown): RunFailure | null {
  const isError = isRecord(json) || (isList(json) && readLength(json) > 0)
  if (!isError && !findText(json, [])) return null

  const { category, ...fields } = failureSchema.parse(isRecord(json) ? json : {}, ownWords)
  return {
    message: findText(json, messageKeys) || findFirstText(json),
    category: category ?? 'UNKNOWN',
    ...fields,
  }
}

/** An error with more keys is no error that somebody wrote, and would take a second to be read. */
const MAX_ERROR_KEYS = 1_000

/**
 * Gives the first text by the alphabet of the keys. The order of keys means nothing in JSON, so
 * that the same error must not get another message in another order.
 */
function findFirstText(json: unknown): string {
  const keys = isRecord(json) ? listKeys(json) : []
  if (!isRecord(json) || keys.length > MAX_ERROR_KEYS) return ''
  const key = keys.toSorted().find((name) => typeof readMember(json, name) === 'string')
  return key === undefined ? '' : String(readMember(json, key))
}
