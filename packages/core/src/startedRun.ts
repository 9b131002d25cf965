import * as z from 'zod/mini'

import { parseErrorBody } from './errorBody.js'
import type { FishbowlErrorCode } from './errors.js'
import { FishbowlError } from './errors.js'
import { runId } from './parseRun.js'
import { parseRunFailure } from './runFailure.js'
import { isRecord, parseWire, wireObject } from './wire.js'

const startedRunSchema = wireObject({ runId })
const startedBatchSchema = wireObject({ runIds: z.array(runId) })

/** The vendor's words for a start that was refused, and ours. */
const CODES = new Map<string, FishbowlErrorCode>([
  ['MISSING_API_KEY', 'unauthorized'],
  ['INVALID_API_KEY', 'unauthorized'],
  ['UNAUTHORIZED', 'unauthorized'],
  ['INSUFFICIENT_CREDITS', 'payment_required'],
  ['BILLING_FAILURE', 'payment_required'],
  ['FORBIDDEN', 'forbidden'],
  ['NOT_FOUND', 'not_found'],
  ['RATE_LIMIT_EXCEEDED', 'rate_limited'],
  ['TIMEOUT', 'timeout'],
  ['INTERNAL_ERROR', 'server_error'],
  ['SERVICE_BUSY', 'unavailable'],
  ['SYSTEM_FAILURE', 'unavailable'],
])

/**
 * Reads the answer to the start of a run.
 *
 * @throws {FishbowlError} The API refuses a start with HTTP 200 and an `error`: then with the code
 * that stands for it (`bad_request` when unknown) and the API's text. `invalid_response` when there
 * is no run id.
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
export function parseStartedRun(json: unknown): { runId: string } {
  throwRefusal(json)
  return parseWire(startedRunSchema, json, 'a started run')
}

/**
 * Reads the answer to the start of several runs. The API starts all of them or none.
 *
 * @throws {FishbowlError} As `parseStartedRun` does.
 */
export function parseStartedBatch(json: unknown): { runIds: string[] } {
  throwRefusal(json)
  return parseWire(startedBatchSchema, json, 'a started batch of runs')
}

function throwRefusal(json: unknown): void {
  const failure = isRecord(json) ? parseRunFailure(json.error) : null
  if (!failure) return

  const known = [failure.code, failure.category].map((word) => CODES.get(word?.toUpperCase() ?? ''))
  throw new FishbowlError({
    code: known.find(Boolean) ?? 'bad_request',
    message: parseErrorBody(json).message ?? 'TinyFish did not start the run and did not say why.',
    retryAfter: failure.retryAfter === null ? undefined : failure.retryAfter * 1000,
  })
}
