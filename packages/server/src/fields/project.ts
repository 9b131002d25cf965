import type { Run } from '@fishbowl/core'
import { isRunId } from '@fishbowl/core'

import type { RunScope } from '../scopes.js'
import { ALL_SCOPES } from '../scopes.js'
import type { Shape } from './pick.js'
import { isRecord, pick, pickFields } from './pick.js'

type Fields = Exclude<Shape, string>

/** What everybody sees who may see a run at all. */
const ERROR: Fields = { message: 'value', category: 'value', code: 'value', retry_after: 'value' }

const RUN: Fields = {
  run_id: 'value',
  status: 'value',
  created_at: 'value',
  started_at: 'value',
  finished_at: 'value',
  num_of_steps: 'value',
  error: ERROR,
}

const EVENT: Fields = {
  type: 'value',
  run_id: 'value',
  timestamp: 'value',
  message: 'value',
  status: 'value',
  error: ERROR,
}

const HELP: Fields = { help_url: 'value', help_message: 'value' }

/** What a scope adds to it. */
const RUN_BY_SCOPE: Partial<Record<RunScope, Fields>> = {
  'run:result': {
    result: 'json',
    result_json: 'json',
    schema_validation: {
      valid: 'value',
      re_prompt_attempts: 'value',
      errors: { path: 'value', expected: 'value', received: 'value', message: 'value' },
    },
    output_schema: 'json',
  },
  'run:steps': {
    steps: {
      id: 'value',
      timestamp: 'value',
      status: 'value',
      action: 'value',
      screenshot: 'value',
      duration: 'value',
    },
    video_url: 'value',
  },
  'run:stream': { streaming_url: 'value' },
  // An operator of the account sees how runs were made. A goal may hold what is not for customers.
  'run:list': {
    goal: 'value',
    error: { ...ERROR, ...HELP },
    browser_config: { proxy_enabled: 'value', proxy_country_code: 'value' },
    profile_attached: 'value',
    profile_id: 'value',
    profile_hint: { message: 'value', setup_url: 'value', reason: 'value' },
  },
}

const EVENT_BY_SCOPE: Partial<Record<RunScope, Fields>> = {
  'run:result': { result: 'json', result_json: 'json', data: 'json' },
  'run:steps': { purpose: 'value' },
  'run:stream': { streaming_url: 'value' },
  'run:list': {
    session_id: 'value',
    tinyfish_api: 'value',
    error: { ...ERROR, ...HELP },
    ...HELP,
  },
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

/** Copies of an object what a viewer may see. */
export type Picker = (fields: Record<string, unknown>) => Record<string, unknown>

const getRunShape = createShapes(RUN, RUN_BY_SCOPE)
const getEventShape = createShapes(EVENT, EVENT_BY_SCOPE)

/**
 * Copies the documented fields of a run that belong to the scopes, so that what TinyFish adds one day
 * stays on the server until somebody has thought about it. `null` for what is not a run.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-run-by-id
 */
export function projectRun(
  json: unknown,
  scopes: ReadonlySet<RunScope> = ALL_SCOPES,
): Projection | null {
  const run = isRecord(json) ? getRunShape(scopes).pick(json) : null
  // The last field: clients cut it off the text to see whether anything else has changed.
  return hasRunId(run) ? { ...run, server_now: new Date().toISOString() } : null
}

/** Gives the id of what may be a run, in either spelling. */
export function getRunId(json: unknown): string | null {
  return projectOwned(json, { run_id: 'value' })?.run_id ?? null
}

/** Gives the function that copies what scopes show of a run: always the same one for the same scopes. */
export function getRunPicker(scopes: ReadonlySet<RunScope>): Picker {
  return getRunShape(scopes).pick
}

/** Copies the documented fields of a cancellation. `null` for what is none. */
export function projectCancellation(json: unknown): Projection | null {
  return projectOwned(json, CANCELLATION)
}

/** Copies the fields of an event of a run's stream that belong to the scopes. `null` for what is none. */
export function projectEvent(
  json: unknown,
  scopes: ReadonlySet<RunScope> = ALL_SCOPES,
): Record<string, unknown> | null {
  return isRecord(json) ? getEventShape(scopes).pick(json) : null
}

/** Copies what a page of a list says about the next one. */
export function projectPagination(json: unknown): unknown {
  return isRecord(json) ? pick(json, PAGINATION) : null
}

/** Puts shapes together, each combination once: they are needed for every run of every answer. */
function createShapes(base: Fields, byScope: Partial<Record<RunScope, Fields>>) {
  const shapes = new Map<string, { pick: Picker }>()
  const entries = Object.entries(byScope) as [RunScope, Fields][]
  return (scopes: ReadonlySet<RunScope>) => {
    const granted = entries.filter(([scope]) => scopes.has(scope))
    const key = granted.map(([scope]) => scope).join()
    const known = shapes.get(key)
    if (known) return known
    const shape: Fields = Object.assign({}, base, ...granted.map(([, fields]) => fields))
    // Without this mark, a result that a viewer may not see would look like none.
    const marks = scopes.has('run:result') ? {} : { result_withheld: true }
    const made = {
      pick: (fields: Record<string, unknown>) => ({ ...pickFields(fields, shape), ...marks }),
    }
    shapes.set(key, made)
    return made
  }
}

function projectOwned(json: unknown, shape: Shape): Projection | null {
  const projection = isRecord(json) ? pick(json, shape) : null
  return hasRunId(projection) ? projection : null
}

function hasRunId(projection: unknown): projection is Projection {
  return isRecord(projection) && isRunId(projection.run_id)
}

/** Any JSON of the host or the web, whose names are not ours to change. */
const OPAQUE: ReadonlySet<string> = new Set(['result', 'outputSchema'])

/** Writes a run as the API does: the reverse of `parseRun`. */
export function toWireRun(run: Run): Record<string, unknown> {
  return snakeKeys(run)
}

function snakeKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      OPAQUE.has(name) ? field : toWire(field),
    ]),
  )
}

function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire)
  return typeof value === 'object' && value !== null ? snakeKeys(value) : value
}
