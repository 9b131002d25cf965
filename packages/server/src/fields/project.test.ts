import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import listed from '../../test/payloads/list.openapi.json'
import completed from '../../test/payloads/run.completed.json'
import docsRun from '../../test/payloads/run.docs-mino-2026.json'
import failed from '../../test/payloads/run.failed.system.json'
import type { RunScope } from '../scopes.js'
import { getRunPicker, projectEvent, projectRun } from './project.js'

const run = { run_id: 'run_1', status: 'RUNNING' }

describe('projectRun', () => {
  it.each([completed, failed, ...listed.data])('keeps all of a published run', (published) => {
    expect(projectRun(published)).toEqual({ ...published, server_now: expect.any(String) })
  })

  it('renames what is in the older spelling', () => {
    const { streamingUrl, ...fields } = docsRun
    expect(projectRun(docsRun)).toMatchObject({ ...fields, streaming_url: streamingUrl })
  })

  it('drops what is not documented, on every level', () => {
    expect(
      projectRun({
        ...run,
        use_vault: true,
        credential_item_ids: ['cred:conn-abc:Work:item-123'],
        proxy_config: { password: 'x' },
        cdp_url: 'wss://x',
        goal: { secret: 'x' },
        browser_config: { proxy_enabled: true, proxy_password: 'x' },
        error: { message: 'm', category: 'UNKNOWN', trace: 'x' },
        steps: [{ id: 'a', cookies: 'x' }, 7, null],
        schema_validation: { valid: false, errors: [{ path: 'a', schema: {} }], model: 'x' },
        server_now: 'x',
      }),
    ).toEqual({
      ...run,
      goal: null,
      browser_config: { proxy_enabled: true },
      error: { message: 'm', category: 'UNKNOWN' },
      steps: [{ id: 'a' }, 7, null],
      schema_validation: { valid: false, errors: [{ path: 'a' }] },
      server_now: expect.stringContaining('T'),
    })
  })

  it('never lets an unknown field through, whatever its name and value', () => {
    const known = new Set([...Object.keys(completed), 'server_now', 'result_json', 'output_schema'])
    for (const name of ['profile_attached', 'profile_id', 'profile_hint']) known.add(name)
    fc.assert(
      fc.property(fc.object(), (fields) => {
        const projection = projectRun({ ...fields, ...run }) ?? {}
        expect(Object.keys(projection).filter((name) => !known.has(name))).toEqual([])
      }),
    )
  })

  it('passes a result on as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (result) => {
        expect(projectRun({ ...run, result })?.['result']).toBe(result)
      }),
    )
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"hasOwnProperty":1}') as unknown
    expect(JSON.stringify(projectRun({ ...run, result: hostile }))).toContain(
      '"__proto__":{"polluted":1}',
    )
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('keeps errors that are text', () => {
    expect(projectRun({ ...run, error: 'Site blocked' })).toMatchObject({ error: 'Site blocked' })
  })

  it.each([null, [], 'run', {}, { run_id: 7 }, { run_id: '../a' }, [run]])(
    'knows what is not a run: %j',
    (json) => {
      expect(projectRun(json)).toBeNull()
    },
  )
})

describe('the fields of a scope', () => {
  const all = {
    ...run,
    goal: 'Sign in as admin',
    created_at: '2026-01-01T00:00:00Z',
    num_of_steps: 3,
    result: { price: 7 },
    schema_validation: { valid: true },
    output_schema: { type: 'object' },
    streaming_url: 'https://stream.mino.ai/session/a',
    video_url: 'https://bucket.example/video?signature=x',
    steps: [{ id: 'evt_1' }],
    browser_config: { proxy_enabled: true, proxy_country_code: 'DE' },
    profile_id: 'profile_1',
    profile_hint: { message: 'Attach a profile', setup_url: '/profiles', reason: 'auth_wall' },
    error: { message: 'Blocked', help_url: 'https://agent.tinyfish.ai/billing' },
  }
  const basics = {
    ...run,
    created_at: all.created_at,
    num_of_steps: 3,
    error: { message: 'Blocked' },
  }

  /** Tells a run whose result is left out for want of `run:result` from a run without a result. */
  const withheld = { result_withheld: true }

  it.each<[RunScope[], object]>([
    [['run:read'], { ...basics, ...withheld }],
    [['run:read', 'run:cancel', 'run:start'], { ...basics, ...withheld }],
    [
      ['run:read', 'run:result'],
      {
        ...basics,
        result: all.result,
        schema_validation: all.schema_validation,
        output_schema: all.output_schema,
      },
    ],
    [
      ['run:read', 'run:steps'],
      { ...basics, ...withheld, steps: all.steps, video_url: all.video_url },
    ],
    [['run:read', 'run:stream'], { ...basics, ...withheld, streaming_url: all.streaming_url }],
    [
      ['run:read', 'run:list'],
      {
        ...basics,
        ...withheld,
        goal: all.goal,
        browser_config: all.browser_config,
        profile_id: all.profile_id,
        profile_hint: all.profile_hint,
        error: all.error,
      },
    ],
  ])('are what %j shows of a run', (scopes, expected) => {
    const server_now = expect.any(String)
    expect(projectRun(all, getRunPicker(new Set(scopes)))).toEqual({ ...expected, server_now })
  })

  it('have one picker, however often they are asked for', () => {
    const picker = getRunPicker(new Set(['run:read', 'run:result']))
    expect(getRunPicker(new Set(['run:result', 'run:read', 'run:cancel']))).toBe(picker)
    expect(getRunPicker(new Set(['run:read']))).not.toBe(picker)
  })

  it('are what a scope shows of an event', () => {
    const event = {
      type: 'COMPLETE',
      run_id: 'run_1',
      purpose: 'Open the shop',
      streaming_url: 'https://stream.mino.ai/session/a',
      result: { price: 7 },
      data: { streaming_url: 'https://stream.mino.ai/session/a' },
      help_url: 'https://agent.tinyfish.ai/billing',
    }
    const { type, run_id, purpose, streaming_url, result, data } = event
    const show = (...scopes: RunScope[]) => projectEvent(event, new Set(scopes))
    const withheld = { result_withheld: true }
    expect(show('run:start')).toEqual({ type, run_id, ...withheld })
    expect(show('run:start', 'run:steps')).toEqual({ type, run_id, purpose, ...withheld })
    expect(show('run:start', 'run:stream')).toEqual({ type, run_id, streaming_url, ...withheld })
    expect(show('run:start', 'run:result')).toEqual({ type, run_id, result, data })
  })
})

describe('projectEvent', () => {
  it('drops what is not documented', () => {
    expect(
      projectEvent({ type: 'STREAMING_URL', runId: 'a', streamingUrl: 'https://x', cdp_url: 'x' }),
    ).toEqual({ type: 'STREAMING_URL', run_id: 'a', streaming_url: 'https://x' })
  })
})
