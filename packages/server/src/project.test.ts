import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import listed from './payloads/list.openapi.json'
import completed from './payloads/run.completed.json'
import docsRun from './payloads/run.docs-mino-2026.json'
import failed from './payloads/run.failed.system.json'
import { projectEvent, projectRun } from './project.js'

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

describe('projectEvent', () => {
  it('drops what is not documented', () => {
    expect(
      projectEvent({ type: 'STREAMING_URL', runId: 'a', streamingUrl: 'https://x', cdp_url: 'x' }),
    ).toEqual({ type: 'STREAMING_URL', run_id: 'a', streaming_url: 'https://x' })
  })
})
