import * as z from 'zod/mini'

import type { FishbowlErrorCode } from '../errors.js'
import { FishbowlError } from '../errors.js'
import { readRunId } from '../events/readRunEvents.js'
import { parseRunFailure, runId } from '../run/parseRun.js'
import { isRecord, parseWire, snakeCase, wireObject } from '../run/wire.js'
import { createError, parseErrorBody } from './answerError.js'
import { parseJson } from './request.js'

/**
 * What a run is to do, and how. Names are the API's in camelCase.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
export interface StartRunInput {
  /** The page where the run begins: an absolute http(s) URL. */
  url: string
  /** What to do there, in plain words. */
  goal: string
  /** `stealth` for sites that turn automation away. @default 'lite' */
  browserProfile?: 'lite' | 'stealth' | undefined
  proxyConfig?: StartRunProxyConfig | undefined
  agentConfig?: StartRunAgentConfig | undefined
  captureConfig?: StartRunCaptureConfig | undefined
  /** JSON Schema (draft 07) of the wanted result; sent as it is. */
  outputSchema?: unknown
  /** An https URL that is told when the run ends. */
  webhookUrl?: string | undefined
  useVault?: boolean | undefined
  /** Vault items that the run may use, such as `cred:conn-abc:Work:item-123`. */
  credentialItemIds?: readonly string[] | undefined
  useProfile?: boolean | undefined
  profileId?: string | undefined
  /** A word that marks the run in TinyFish's statistics. */
  apiIntegration?: string | undefined
}

/** Where a run's browser comes from. */
export interface StartRunProxyConfig {
  enabled: boolean
  /** `custom` needs `url`. */
  type?: 'tetra' | 'custom' | undefined
  /** `US`, `GB`, `CA`, `DE`, `FR`, `JP` or `AU`. */
  countryCode?: string | undefined
  url?: string | undefined
  username?: string | undefined
  password?: string | undefined
}

/** How a run's agent works, and how far it may go. */
export interface StartRunAgentConfig {
  mode?: 'default' | 'strict' | undefined
  /** How many steps the agent may take, 1 to 500. @default 150 */
  maxSteps?: number | undefined
  maxDurationSeconds?: number | undefined
  cursorStyle?: string | undefined
}

/** What is kept of a run. Each is off by default. */
export interface StartRunCaptureConfig {
  elements?: boolean | undefined
  snapshots?: boolean | undefined
  screenshots?: boolean | undefined
  recording?: boolean | undefined
  html?: boolean | undefined
}

/**
 * Turns the input of a start into the body that the API expects.
 *
 * @throws {FishbowlError} `invalid_input` when the goal is empty or the URL is not http(s).
 */
export function toStartRunBody(input: StartRunInput): Record<string, unknown> {
  if (typeof input.goal !== 'string' || input.goal.trim() === '') {
    throw new FishbowlError({
      code: 'invalid_input',
      message: 'A run needs a `goal`: say in plain words what it is to do.',
    })
  }
  if (!isWebUrl(input.url)) {
    throw new FishbowlError({
      code: 'invalid_input',
      message:
        'A run needs a `url` to begin at. Write an absolute one, such as https://example.com.',
    })
  }
  const { proxyConfig, agentConfig, captureConfig, ...fields } = input
  return snakeKeys({
    ...fields,
    proxyConfig: proxyConfig && snakeKeys(proxyConfig),
    agentConfig: agentConfig && snakeKeys(agentConfig),
    captureConfig: captureConfig && snakeKeys(captureConfig),
  })
}

/**
 * Reads the answer to the start of a run: JSON, or the run's event stream, which is left as soon as it has
 * named the run. The run goes on without it.
 *
 * @throws {FishbowlError} As `parseStartedRun` does.
 */
export async function readStartedRun(answer: Response): Promise<{ runId: string }> {
  const isStream = /^text\/event-stream\b/i.test(answer.headers.get('Content-Type') ?? '')
  if (!answer.body || !isStream) return parseStartedRun(parseJson(await answer.text()))
  const runId = await readRunId(answer.body)
  if (runId === null) throw createError('invalid_response')
  return { runId }
}

const startedRunSchema = wireObject({ runId })
const startedBatchSchema = wireObject({ runIds: z.array(runId) })

/** From the vendor's words for a start that was refused to ours. */
const refusalCodes = new Map<string, FishbowlErrorCode>([
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
 * @throws {FishbowlError} When the API refuses the start, which it does with HTTP 200 and an `error`:
 * with the API's text and the code that stands for the refusal, `bad_request` when it is unknown.
 * `invalid_response` when there is no run id.
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

function isWebUrl(url: unknown): boolean {
  try {
    return /^https?:$/.test(new URL(String(url)).protocol)
  } catch {
    return false
  }
}

function snakeKeys(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [snakeCase(key), value]))
}

function throwRefusal(json: unknown): void {
  const failure = isRecord(json) ? parseRunFailure(json.error) : null
  if (!failure) return

  const known = [failure.code, failure.category].map((word) =>
    refusalCodes.get(word?.toUpperCase() ?? ''),
  )
  throw new FishbowlError({
    code: known.find(Boolean) ?? 'bad_request',
    message: parseErrorBody(json).message ?? 'TinyFish did not start the run and did not say why.',
    retryAfter: failure.retryAfter === null ? undefined : failure.retryAfter * 1000,
  })
}
