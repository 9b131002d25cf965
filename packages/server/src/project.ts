import { isRunId } from '@fishbowl/core'

import type { Shape } from './pick.js'
import { isRecord, pick } from './pick.js'

const ERROR: Shape = {
  message: 'value',
  category: 'value',
  code: 'value',
  retry_after: 'value',
  help_url: 'value',
  help_message: 'value',
}

const RUN: Shape = {
  run_id: 'value',
  status: 'value',
  goal: 'value',
  created_at: 'value',
  started_at: 'value',
  finished_at: 'value',
  num_of_steps: 'value',
  result: 'json',
  result_json: 'json',
  schema_validation: {
    valid: 'value',
    re_prompt_attempts: 'value',
    errors: { path: 'value', expected: 'value', received: 'value', message: 'value' },
  },
  error: ERROR,
  streaming_url: 'value',
  browser_config: { proxy_enabled: 'value', proxy_country_code: 'value' },
  video_url: 'value',
  steps: {
    id: 'value',
    timestamp: 'value',
    status: 'value',
    action: 'value',
    screenshot: 'value',
    duration: 'value',
  },
  output_schema: 'json',
  profile_attached: 'value',
  profile_id: 'value',
  profile_hint: { message: 'value', setup_url: 'value', reason: 'value' },
}

const EVENT: Shape = {
  type: 'value',
  run_id: 'value',
  session_id: 'value',
  timestamp: 'value',
  streaming_url: 'value',
  purpose: 'value',
  message: 'value',
  tinyfish_api: 'value',
  status: 'value',
  result: 'json',
  result_json: 'json',
  data: 'json',
  error: ERROR,
  help_url: 'value',
  help_message: 'value',
}

const CANCELLATION: Shape = {
  run_id: 'value',
  status: 'value',
  cancelled_at: 'value',
  message: 'value',
}

const PAGINATION: Shape = { total: 'value', next_cursor: 'value', has_more: 'value' }

/** What a viewer gets of something that belongs to a run. */
export type Projection = { run_id: string } & Record<string, unknown>

/**
 * Copies the documented fields of a run, so that what TinyFish adds one day stays on the server until
 * somebody has thought about it. `null` for what is not a run.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-run-by-id
 */
export function projectRun(json: unknown): Projection | null {
  const run = projectOwned(json, RUN)
  // The last field: clients cut it off the text to see whether anything else has changed.
  return run && { ...run, server_now: new Date().toISOString() }
}

/** Copies the documented fields of a cancellation. `null` for what is none. */
export function projectCancellation(json: unknown): Projection | null {
  return projectOwned(json, CANCELLATION)
}

/** Copies the documented fields of an event of a run's stream. `null` for what is none. */
export function projectEvent(json: unknown): unknown {
  return isRecord(json) ? pick(json, EVENT) : null
}

/** Copies what a page of a list says about the next one. */
export function projectPagination(json: unknown): unknown {
  return isRecord(json) ? pick(json, PAGINATION) : null
}

function projectOwned(json: unknown, shape: Shape): Projection | null {
  const projection = isRecord(json) ? pick(json, shape) : null
  return hasRunId(projection) ? projection : null
}

function hasRunId(projection: unknown): projection is Projection {
  return isRecord(projection) && isRunId(projection.run_id)
}
