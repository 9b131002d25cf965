import { describe, expect, it } from 'vitest'

import type { RunScope } from '../scopes.js'
import {
  getRunId,
  getRunPicker,
  projectCancellation,
  projectEvent,
  projectPagination,
  projectRun,
} from './project.js'

/** Stands where the API writes a text, a number or a boolean. */
const smuggled = { secret: 'x' }
const id = 'run_1'

type MakeFields = (...names: string[]) => Record<string, unknown>

/** Makes an object of which each field holds what must not pass. */
const fill: MakeFields = (...names) => Object.fromEntries(names.map((name) => [name, smuggled]))
/** What has to be left of such an object. */
const empty: MakeFields = (...names) => Object.fromEntries(names.map((name) => [name, null]))

const error = ['message', 'category', 'code', 'retry_after', 'help_url', 'help_message']
const run = ['status', 'created_at', 'started_at', 'finished_at', 'num_of_steps', 'video_url']
const lists = ['goal', 'streaming_url', 'profile_attached', 'profile_id']
const step = ['id', 'timestamp', 'status', 'action', 'screenshot', 'duration']
const issue = ['path', 'expected', 'received', 'message']
const hint = ['message', 'setup_url', 'reason']
const browser = ['proxy_enabled', 'proxy_country_code']

describe('attack: an object in a field of text takes nothing along', () => {
  it('in a run', () => {
    const nest = (make: MakeFields) => ({
      ...make(...run, ...lists),
      error: make(...error),
      steps: [make(...step)],
      schema_validation: {
        ...make('valid', 're_prompt_attempts'),
        errors: [make(...issue)],
      },
      browser_config: make(...browser),
      profile_hint: make(...hint),
    })
    expect(projectRun({ run_id: id, ...nest(fill) })).toEqual({
      run_id: id,
      ...nest(empty),
      server_now: expect.any(String),
    })
  })

  it('in an event', () => {
    const nest = (make: MakeFields) => ({
      ...make('type', 'run_id', 'timestamp', 'message', 'status', 'purpose', 'streaming_url'),
      ...make('session_id', 'tinyfish_api', 'help_url', 'help_message'),
      error: make(...error),
    })
    expect(projectEvent(nest(fill))).toEqual(nest(empty))
  })

  it('in the answer to a cancellation', () => {
    const fields = ['status', 'cancelled_at', 'message']
    expect(projectCancellation({ run_id: id, ...fill(...fields) })).toEqual({
      run_id: id,
      ...empty(...fields),
    })
  })

  it('in what a page says of the next one', () => {
    const fields = ['total', 'next_cursor', 'has_more']
    expect(projectPagination(fill(...fields))).toEqual(empty(...fields))
  })

  it('in the place of an id', () => {
    expect(projectRun({ run_id: smuggled, status: 'RUNNING' })).toBeNull()
    expect(projectCancellation({ run_id: smuggled, status: 'CANCELLED' })).toBeNull()
    expect(getRunId({ run_id: smuggled })).toBeNull()
  })
})

describe('what is passed on as it is', () => {
  const json = { deep: [{ er: { x: 1 } }] }

  it.each(['result', 'result_json', 'output_schema'])('is the %s of a run', (field) => {
    expect(projectRun({ run_id: id, [field]: json })).toMatchObject({ [field]: json })
  })

  it.each(['result', 'result_json', 'data'])('is the %s of an event', (field) => {
    expect(projectEvent({ type: 'COMPLETE', [field]: json })).toMatchObject({ [field]: json })
  })
})

describe('what a viewer gets of things that are none', () => {
  it.each([null, 'text', 7, [], undefined])('is nothing: %j', (json) => {
    expect(projectRun(json)).toBeNull()
    expect(projectEvent(json)).toBeNull()
    expect(projectCancellation(json)).toBeNull()
    expect(projectPagination(json)).toBeNull()
    expect(getRunId(json)).toBeNull()
  })

  it('is the id alone, in either spelling, when only that is asked for', () => {
    expect(getRunId({ run_id: id, status: 'RUNNING' })).toBe(id)
    expect(getRunId({ runId: id })).toBe(id)
  })
})

describe('what each scope adds to an error and an event', () => {
  const fields = { help_url: 'https://a.example', help_message: 'Ask' }
  const only = (...scopes: RunScope[]) => new Set(scopes)

  it('is help for operators, and none for viewers', () => {
    const event = { type: 'COMPLETE', error: { message: 'm', ...fields }, ...fields }
    expect(projectEvent(event, only('run:list'))).toMatchObject({
      ...fields,
      error: { message: 'm', ...fields },
    })
    expect(JSON.stringify(projectEvent(event, only('run:read')))).not.toContain('help_')
    const failed = { run_id: id, error: { message: 'm', ...fields } }
    expect(projectRun(failed, getRunPicker(only('run:list')))).toMatchObject({ error: fields })
    expect(JSON.stringify(projectRun(failed, getRunPicker(only('run:read'))))).not.toContain(
      'help_',
    )
  })
})
