import * as z from 'zod/mini'

import type { Run, RunStep } from './run.js'
import { isRunId, isRunStatus } from './run.js'
import { parseRunFailure } from './runFailure.js'
import {
  anything,
  boolean,
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
