import { isRunId } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { RunScope } from '../scopes.js'
import { allScopes } from '../scopes.js'
import type { Shape } from './pick.js'
import { pick, pickFields } from './pick.js'

/** What a viewer gets of something that belongs to a run. */
export type Projection = { run_id: string } & Record<string, unknown>

/** Copies from an object, in the names of the wire, what a viewer may see of it. */
export type Picker = (fields: Record<string, unknown>) => Record<string, unknown>

type Fields = Exclude<Shape, string>

/** What everybody sees of an error who may see the run. */
const errorFields: Fields = {
  message: 'value',
  category: 'value',
  code: 'value',
  retry_after: 'value',
}

/** What everybody sees of a run who may see it at all. */
const runFields: Fields = {
  run_id: 'value',
  status: 'value',
  created_at: 'value',
  started_at: 'value',
  finished_at: 'value',
  num_of_steps: 'value',
  error: errorFields,
  // Made by the handler, see `usualRuns.ts`.
  usual_duration_ms: 'value',
  usual_steps: 'value',
}

/** What everybody sees of an event who may see the run. */
const eventFields: Fields = {
  type: 'value',
  run_id: 'value',
  timestamp: 'value',
  message: 'value',
  status: 'value',
  error: errorFields,
}

/** What an operator of the account sees of an error besides. */
const helpFields: Fields = { help_url: 'value', help_message: 'value' }

/** What a scope adds to the fields of a run. */
const runFieldsByScope: Partial<Record<RunScope, Fields>> = {
  'run:result': {
    result: 'json',
    result_json: 'json',
    result_text: 'value',
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
  'run:goal': { goal: 'value' },
  // These fields are for operators of the account: a goal may hold what is not for customers.
  'run:list': {
    goal: 'value',
    error: { ...errorFields, ...helpFields },
    browser_config: { proxy_enabled: 'value', proxy_country_code: 'value' },
    profile_attached: 'value',
    profile_id: 'value',
    profile_hint: { message: 'value', setup_url: 'value', reason: 'value' },
  },
}

/** What a scope adds to the fields of an event. */
const eventFieldsByScope: Partial<Record<RunScope, Fields>> = {
  'run:result': { result: 'json', result_json: 'json', result_text: 'value', data: 'json' },
  'run:steps': { purpose: 'value' },
  'run:stream': { streaming_url: 'value' },
  'run:list': {
    session_id: 'value',
    tinyfish_api: 'value',
    error: { ...errorFields, ...helpFields },
    ...helpFields,
  },
}

const cancellationFields: Fields = {
  run_id: 'value',
  status: 'value',
  cancelled_at: 'value',
  message: 'value',
}

const paginationFields: Fields = { total: 'value', next_cursor: 'value', has_more: 'value' }

/** Gives the function that copies what scopes show of a run: always the same one for the same scopes. */
export const getRunPicker = createPickers(runFields, runFieldsByScope)
const getEventPicker = createPickers(eventFields, eventFieldsByScope)

/**
 * Copies the documented fields of a run that a picker picks, all by default, so that a field that TinyFish adds
 * stays on the server until somebody has decided who may see it. Gives `null` for what is not a run.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/get-run-by-id
 */
export function projectRun(
  json: unknown,
  pickRun: Picker = getRunPicker(allScopes),
): Projection | null {
  const run = isRecord(json) ? pickRun(json) : null
  // It must be the last field: clients cut it off the text to see whether anything else has changed.
  return hasRunId(run) ? { ...run, server_now: new Date().toISOString() } : null
}

/** Gives the id in what may be a run or an event, in either spelling. `null` where there is none. */
export function getRunId(json: unknown): string | null {
  return projectOwned(json, { run_id: 'value' })?.run_id ?? null
}

/**
 * Gives the id that readers of an event will take for its run's, as `parseRunEvent` does: a number counts
 * as text, and the session stands in for a run that is not named. `null` where there is none.
 */
export function getEventRunId(json: unknown): string | null {
  const ids = isRecord(json) ? pickFields(json, { run_id: 'value', session_id: 'value' }) : {}
  const id = ids.run_id ?? ids.session_id
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}

/** Copies the documented fields of a cancellation. Gives `null` for what is not one. */
export function projectCancellation(json: unknown): Projection | null {
  return projectOwned(json, cancellationFields)
}

/**
 * Copies the fields of an event of a run's stream that belong to the scopes. Gives `null` for what is
 * not an event.
 */
export function projectEvent(
  json: unknown,
  scopes: ReadonlySet<RunScope> = allScopes,
): Record<string, unknown> | null {
  return isRecord(json) ? getEventPicker(scopes)(json) : null
}

/** Copies what a page of a list says about the next one. */
export function projectPagination(json: unknown): unknown {
  return isRecord(json) ? pick(json, paginationFields) : null
}

/**
 * Gives the function that gives the picker of some scopes. The picker of each combination is made once,
 * because one is needed for every run of every answer.
 */
function createPickers(
  base: Fields,
  byScope: Partial<Record<RunScope, Fields>>,
): (scopes: ReadonlySet<RunScope>) => Picker {
  const pickers = new Map<string, Picker>()
  const entries = Object.entries(byScope) as [RunScope, Fields][]
  return (scopes) => {
    const granted = entries.filter(([scope]) => scopes.has(scope))
    const key = granted.map(([scope]) => scope).join()
    const known = pickers.get(key)
    if (known) return known
    const shape: Fields = Object.assign({}, base, ...granted.map(([, fields]) => fields))
    // Without this mark, a result that a viewer may not see would look like none.
    const marks = scopes.has('run:result') ? {} : { result_withheld: true }
    const picker: Picker = (fields) => ({ ...pickFields(fields, shape), ...marks })
    pickers.set(key, picker)
    return picker
  }
}

const viewerPickers = new Map<string, Picker>()

/**
 * Gives the function that copies what a viewer with these scopes may see of one run, with the scopes, so that
 * a page offers nothing else.
 */
export function getViewerPicker(scopes: ReadonlySet<RunScope>): Picker {
  const list = [...scopes].toSorted()
  const key = list.join()
  const known = viewerPickers.get(key)
  if (known) return known
  const pickRun = getRunPicker(scopes)
  const picker: Picker = (fields) => ({ ...pickRun(fields), scopes: list })
  viewerPickers.set(key, picker)
  return picker
}

function projectOwned(json: unknown, fields: Fields): Projection | null {
  const projection = isRecord(json) ? pick(json, fields) : null
  return hasRunId(projection) ? projection : null
}

function hasRunId(projection: unknown): projection is Projection {
  return isRecord(projection) && isRunId(projection.run_id)
}
