import { describe, expect, it, vi } from 'vitest'

import {
  collect,
  endpoint,
  getError,
  input,
  running,
  setUp,
  toBody,
  toJson,
} from '../../test/client.js'
import cancellations from '../../test/payloads/cancel.responses.json'
import page from '../../test/payloads/list.openapi.json'
import stream from '../../test/payloads/sse.snake.completed.txt?raw'
import { createClient } from './createClient.js'

describe('createClient', () => {
  it.each([undefined, null, '', '  ', 5])('says what to write when the endpoint is %j', (wrong) => {
    expect(() => createClient({ endpoint: wrong as string })).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        message: expect.stringContaining("createClient({ endpoint: '/api/fishbowl' })"),
      }),
    )
  })

  it('takes a relative endpoint where there is no page, but cannot make requests there', async () => {
    const client = createClient({ endpoint: '/api/fishbowl' })
    await expect(client.getRun('run-1')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('absolute'),
    })
  })

  it('uses the endpoint as scope, unless one is given', () => {
    expect(createClient({ endpoint: `${endpoint}/` })).toMatchObject({ endpoint, scope: endpoint })
    expect(createClient({ endpoint, scope: 'ann' }).scope).toBe('ann')
  })

  it('looks the global fetch up for each request', async () => {
    const client = createClient({ endpoint })
    const fetch = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => running(new Request(endpoint), 0))
    expect(await client.getRun('run-1')).toMatchObject({ status: 'RUNNING' })
    fetch.mockRestore()
  })
})

describe('requests', () => {
  it('go to the paths of the API below the endpoint', async () => {
    const { client, requests } = setUp((request) => {
      if (request.url.endsWith('/cancel')) return toJson(cancellations.cancelled)
      if (request.url.endsWith('/runs/batch')) return toJson({ data: [], not_found: [] })
      if (request.url.includes('/runs?')) return toJson(page)
      if (request.url.endsWith('run-async')) return toJson({ run_id: 'run-1', error: null })
      if (request.url.endsWith('run-sse')) return new Response(toBody(stream))
      return toJson({ run_id: 'run-1', status: 'RUNNING' })
    })
    await client.getRun('run-1')
    await client.getRuns(['run-1', 'run-2'])
    await client.listRuns({ status: 'RUNNING', limit: 5 })
    await client.cancelRun(cancellations.cancelled.run_id)
    await client.startRun(input)
    await collect(client.streamRun(input))

    const sent = await Promise.all(
      requests.map(async (request) => {
        const path = request.url.replace(endpoint, '')
        return [request.method, path, request.body && (await request.json())]
      }),
    )
    expect(sent).toEqual([
      ['GET', '/runs/run-1', null],
      ['POST', '/runs/batch', { run_ids: ['run-1', 'run-2'] }],
      ['GET', '/runs?status=RUNNING&limit=5', null],
      ['POST', `/runs/${cancellations.cancelled.run_id}/cancel`, {}],
      ['POST', '/automation/run-async', input],
      ['POST', '/automation/run-sse', input],
    ])
    for (const { method, headers, cache, redirect } of requests) {
      expect({ cache, redirect }).toEqual({ cache: 'no-store', redirect: 'manual' })
      expect(headers.get('Content-Type')).toBe(method === 'POST' ? 'application/json' : null)
    }
    expect(requests.at(-1)?.headers.get('Accept')).toBe('text/event-stream')
  })

  it('carry the headers that the host gives', async () => {
    const { client, requests } = setUp(running, { headers: { 'X-Tenant': 'one' } })
    await client.getRun('run-1')
    expect(requests[0]?.headers.get('X-Tenant')).toBe('one')
  })

  it('of one tick become one', async () => {
    const { client, requests } = setUp(() =>
      toJson({ data: ['a', 'b'].map((runId) => ({ run_id: runId, status: 'RUNNING' })) }),
    )
    const [a, b, both] = await Promise.all([
      client.getRun('a'),
      client.getRun('b'),
      client.getRuns(['a', 'b', 'c']),
    ])
    expect(requests).toHaveLength(1)
    expect(both).toEqual({ runs: [a, b], notFound: ['c'] })
  })

  it('for a missing run fail for its reader only', async () => {
    const { client } = setUp(() => toJson({ data: [{ run_id: 'a', status: 'RUNNING' }] }))
    const [a, b] = await Promise.allSettled([client.getRun('a'), client.getRun('b')])
    expect(a.status).toBe('fulfilled')
    expect(b).toMatchObject({ reason: { code: 'not_found' } })
  })

  it.each(['..', '../vault', 'a/b', 'a?x', 'a#', '%2e%2e', 'a\n', 'x'.repeat(129), '', 5, null])(
    'are never made of a run id like %j',
    async (wrong) => {
      const { client, requests } = setUp(running)
      const runId = wrong as string
      for (const work of [
        client.getRun(runId),
        client.getRuns(['run-1', runId]),
        client.cancelRun(runId),
        collect(client.watchRuns([runId]) as AsyncIterable<never>),
      ]) {
        const error = await getError(work)
        expect(error).toMatchObject({ code: 'invalid_input' })
        expect(String(error)).not.toContain('vault')
      }
      expect(requests).toHaveLength(0)
    },
  )

  it('are not made for a start without a goal', async () => {
    const { client, requests } = setUp(running)
    const wrong = { ...input, goal: '' }
    await expect(client.startRun(wrong)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(collect(client.streamRun(wrong))).rejects.toMatchObject({ code: 'invalid_input' })
    expect(requests).toHaveLength(0)
  })
})

describe('answers', () => {
  it('of a list become a page', async () => {
    const { client } = setUp(() => toJson(page))
    const { runs, total, hasMore } = await client.listRuns()
    expect({ count: runs.length, total, hasMore }).toEqual({ count: 1, total: 142, hasMore: true })
  })

  it('tell the true status of a cancelled run', async () => {
    const { already_finished: answer } = cancellations
    const { client } = setUp(() => toJson(answer))
    expect(await client.cancelRun(answer.run_id)).toMatchObject({ status: 'COMPLETED' })
  })

  it('about the cancellation of another run are refused', async () => {
    const { client } = setUp(() => toJson(cancellations.cancelled))
    await expect(client.cancelRun('run-1')).rejects.toMatchObject({ code: 'invalid_response' })
  })

  it('from before a cancellation are not given to reads after it', async () => {
    const answers: ((response: Response) => void)[] = []
    const { client } = setUp((request) => {
      if (request.method === 'POST') return toJson({ run_id: 'run-1', status: 'CANCELLED' })
      return new Promise((resolve) => answers.push(resolve))
    })
    const before = client.getRun('run-1')
    await client.cancelRun('run-1')
    const after = client.getRun('run-1')
    await vi.waitFor(() => expect(answers).toHaveLength(2), 10_000)
    answers[0]?.(toJson({ run_id: 'run-1', status: 'RUNNING' }))
    answers[1]?.(toJson({ run_id: 'run-1', status: 'CANCELLED' }))
    expect([(await before).status, (await after).status]).toEqual(['RUNNING', 'CANCELLED'])
  })

  it('teach the client the server’s time', async () => {
    const serverNow = new Date(Date.now() + 3_600_000).toISOString()
    const run = { run_id: 'run-1', status: 'RUNNING', server_now: serverNow }
    const { client } = setUp(() => toJson({ data: [run] }))
    expect(client.getClockOffset()).toBe(0)
    const { runs } = await client.listRuns()
    expect(Math.round(client.getClockOffset() / 60_000)).toBe(60)
    expect(runs[0]).not.toHaveProperty('serverNow')
  })

  it('with HTTP 200 and an error are refused starts', async () => {
    const error = { code: 'INSUFFICIENT_CREDITS', message: 'No credit left' }
    const { client, requests } = setUp(() => toJson({ run_id: null, error }))
    await expect(client.startRun(input)).rejects.toMatchObject({ code: 'payment_required' })
    expect(requests).toHaveLength(1)
  })
})
