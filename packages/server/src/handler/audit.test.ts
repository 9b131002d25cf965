import { describe, expect, it } from 'vitest'

import { platforms } from '../../test/startHandler.js'
import { bearer, SECRET } from '../../test/viewerTokens.js'
import type { AuditEntry } from './audit.js'

const start = { url: 'https://shop.example/', goal: 'List the s3cret lanterns' }

describe.each(platforms)('the audit on %s', (_name, startHandler) => {
  async function setUp() {
    const entries: AuditEntry[] = []
    const { send, post } = await startHandler(
      ({ url }) => {
        if (url.endsWith('run-sse')) {
          // The id of the run comes some time after the answer.
          const events = new ReadableStream({
            async start(controller) {
              controller.enqueue(':\n\n')
              await new Promise((resolve) => setTimeout(resolve, 50))
              controller.enqueue('data: {"type":"STARTED","run_id":"run_9"}\n\n')
              controller.close()
            },
          }).pipeThrough(new TextEncoderStream())
          return new Response(events, { headers: { 'Content-Type': 'text/event-stream' } })
        }
        const run = {
          run_id: url.endsWith('run-async') ? 'run_8' : 'run_1',
          status: 'RUNNING',
          streaming_url: 'https://stream.mino.ai/session/s3cret',
        }
        return Response.json(url.endsWith('batch') ? { data: [run] } : run)
      },
      {
        authorize: undefined,
        tokens: { secret: SECRET },
        onAudit: (entry) => {
          entries.push(entry)
          throw new Error('The log is full')
        },
      },
    )
    return { send, post, entries }
  }

  it('has who did what to which run, and how it ended', async () => {
    const { send, post, entries } = await setUp()
    const headers = await bearer({ id: 'token_1', scope: ['run:read', 'run:start'] })
    await send('/api/fishbowl/runs/run_1', { headers })
    await send('/api/fishbowl/runs/run_2', { headers })
    await post('/api/fishbowl/runs/batch', { run_ids: ['run_1', 'run_2'] }, headers)
    await post('/api/fishbowl/runs/run_1/cancel', {}, headers)
    await send('/api/fishbowl/runs/run_1/steps/evt_1/screenshot', { headers })
    await send('/api/fishbowl/runs', { headers })
    await post('/api/fishbowl/automation/run-async', start, headers)
    await (await post('/api/fishbowl/automation/run-sse', start, headers)).text()
    await send('/api/fishbowl/nowhere', { headers })
    await send('/api/fishbowl/runs/run_1')

    const ann = { sub: 'ann', jti: 'token_1', ts: expect.any(Number) }
    const nobody = { sub: null, jti: null, ts: expect.any(Number) }
    expect(entries).toEqual([
      { ...ann, run: 'run_1', action: 'run:read', status: 200 },
      { ...ann, run: 'run_2', action: 'run:read', status: 404 },
      { ...ann, run: 'run_1', action: 'run:read', status: 200 },
      { ...ann, run: 'run_2', action: 'run:read', status: 404 },
      { ...ann, run: 'run_1', action: 'run:cancel', status: 403 },
      { ...ann, run: 'run_1', action: 'run:steps', status: 403 },
      { ...ann, run: null, action: 'run:list', status: 403 },
      { ...ann, run: 'run_8', action: 'run:start', status: 200 },
      // A start that streams has two entries, because the id of the run comes later.
      { ...ann, run: null, action: 'run:start', status: 200 },
      { ...ann, run: 'run_9', action: 'run:start', status: 200 },
      { ...nobody, run: null, action: null, status: 404 },
      { ...nobody, run: 'run_1', action: 'run:read', status: 401 },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/s3cret|eyJ|mino/)
  })
})
