import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import cancellations from '../../test/payloads/cancel.responses.json'
import page from '../../test/payloads/list.openapi.json'
import stream from '../../test/payloads/sse.snake.completed.txt?raw'
import type { RunEvent } from '../events/runEvent.js'
import type { ClientOptions } from './createClient.js'
import { createClient } from './createClient.js'

const endpoint = 'https://app.example/api/fishbowl'
const input = { url: 'https://shop.example/', goal: 'List the products' }

type Answer = (request: Request, index: number) => Response | Promise<Response>

/** A client whose requests are answered by a function. */
function setUp(answer: Answer, options: Partial<ClientOptions> = {}) {
  const requests: Request[] = []
  const client = createClient({
    endpoint,
    fetch: async (request) => {
      requests.push(request.clone())
      return answer(request, requests.length - 1)
    },
    ...options,
  })
  return { client, requests }
}

function toJson(body: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(body), init)
}

const running: Answer = () => toJson({ run_id: 'run-1', status: 'RUNNING' })
const never: Answer = () => new Promise<Response>(() => {})

async function getError(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  )
}

async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const collected: RunEvent[] = []
  for await (const event of events) collected.push(event)
  return collected
}

function toBody(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
  })
}

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
      expect({ cache, redirect }).toEqual({ cache: 'no-store', redirect: 'error' })
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

describe('errors', () => {
  it.each([
    [400, 'bad_request', false],
    [401, 'unauthorized', false],
    [402, 'payment_required', false],
    [403, 'forbidden', false],
    [404, 'not_found', false],
    [408, 'timeout', true],
    [410, 'gone', false],
    [418, 'bad_request', false],
    [429, 'rate_limited', true],
    [500, 'server_error', true],
    [502, 'server_error', true],
    [503, 'unavailable', true],
    [504, 'timeout', true],
    [304, 'invalid_response', true],
    [302, 'invalid_response', true],
  ])('of status %i are %s', async (status, code, retryable) => {
    const { client, requests } = setUp(() => new Response(null, { status }))
    expect(await getError(client.getRun('run-1'))).toMatchObject({ code, retryable })
    expect(requests).toHaveLength(1)
  })

  it('say how long to wait', async () => {
    const headers = { 'Retry-After': '7' }
    const { client } = setUp(() => new Response('busy', { status: 503, headers }))
    await expect(client.getRun('run-1')).rejects.toMatchObject({ status: 503, retryAfter: 7_000 })
  })

  it('show the error code of the API, and nothing else of its body', async () => {
    const error = { code: 'INVALID_INPUT', message: 'goal "secret" is wrong', details: 'secret' }
    const { client } = setUp(() => toJson({ error }, { status: 400 }))
    const { message } = (await getError(client.getRun('run-1'))) as Error
    expect(message).toContain('INVALID_INPUT')
    expect(message).not.toContain('secret')
  })

  it.each([
    ['a key', 'sk-tinyfish-secret'],
    ['a token', 'eyJhbGciOi.secret.x'],
    ['a sentence', 'the secret is 1'],
  ])('do not show an error code that is %s', async (_name, code) => {
    const { client } = setUp(() => toJson({ error: { code, message: 'x' } }, { status: 500 }))
    expect(String(await getError(client.getRun('run-1')))).not.toContain('secret')
  })

  it('stay errors when a 500 carries a run', async () => {
    const run = { run_id: 'run-1', status: 'FAILED', error: { message: 'x', category: 'UNKNOWN' } }
    const { client } = setUp(() => toJson(run, { status: 500 }))
    await expect(client.getRun('run-1')).rejects.toMatchObject({ code: 'server_error' })
  })

  it.each([
    ['the connection fails', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'the connection breaks inside the answer',
      () => new Response(new ReadableStream({ start: (body) => body.error(new TypeError('cut')) })),
    ],
  ])('are network errors when %s', async (_name, answer) => {
    const { client } = setUp(answer)
    const error = await getError(client.getRun('run-1'))
    expect(error).toMatchObject({ code: 'network_error', cause: expect.any(TypeError) })
  })

  it('of a start never repeat it', async () => {
    for (const status of [408, 429, 500, 502, 503]) {
      const { client, requests } = setUp(() => new Response(null, { status }))
      await getError(client.startRun(input))
      await getError(collect(client.streamRun(input)))
      expect(requests).toHaveLength(2)
    }
    const { client, requests } = setUp(() => Promise.reject(new TypeError('reset')))
    await getError(client.startRun(input))
    expect(requests).toHaveLength(1)
  })

  it('of one part of many reads are not hidden', async () => {
    const { client } = setUp((_request, index) => {
      if (index === 1) return new Response(null, { status: 503 })
      const data = Array.from({ length: 100 }, (_, id) => ({ run_id: `r${id}`, status: 'RUNNING' }))
      return toJson({ data })
    })
    const runIds = Array.from({ length: 150 }, (_, id) => `r${id}`)
    await expect(client.getRuns(runIds)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('tokens', () => {
  it('are asked for each request and sent as Bearer', async () => {
    let count = 0
    const { client, requests } = setUp(running, { getToken: async () => `token-${++count}` })
    await client.getRun('run-1')
    await client.getRun('run-1')
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
  })

  it('are left out when there is none', async () => {
    const { client, requests } = setUp(running, { getToken: () => null })
    await client.getRun('run-1')
    expect(requests[0]?.headers.has('Authorization')).toBe(false)
  })

  it('are renewed once on 401, for starts too', async () => {
    const tokens = ['old', 'new']
    const { client, requests } = setUp(
      (request) =>
        request.headers.get('Authorization') === 'Bearer old'
          ? new Response(null, { status: 401 })
          : toJson({ run_id: 'run-1', error: null }),
      { getToken: () => tokens.shift() ?? null },
    )
    expect(await client.startRun(input)).toEqual({ runId: 'run-1' })
    expect(requests).toHaveLength(2)
    expect(await requests[1]?.json()).toEqual(input)
  })

  it('may be kept until the server refuses them', async () => {
    let kept: string | null = null
    let count = 0
    const { client, requests } = setUp(
      (request, index) =>
        request.headers.get('Authorization') === 'Bearer token-1' && index > 1
          ? new Response(null, { status: 401 })
          : running(request, index),
      {
        getToken: ({ renew }) => {
          if (kept === null || renew) kept = `token-${++count}`
          return kept
        },
      },
    )
    for (let read = 0; read < 4; read += 1) await client.getRun('run-1')
    expect(requests.map(({ headers }) => headers.get('Authorization')?.at(-1)).join('')).toBe(
      '11122',
    )
  })

  it('are renewed once on 403 too, as the new one may allow more', async () => {
    const tokens = ['narrow', 'wide']
    const { client, requests } = setUp(
      (request) =>
        request.headers.get('Authorization') === 'Bearer narrow'
          ? new Response(null, { status: 403 })
          : toJson({ run_id: 'run-1', status: 'CANCELLED' }),
      { getToken: () => tokens.shift() ?? null },
    )
    expect(await client.cancelRun('run-1')).toMatchObject({ status: 'CANCELLED' })
    expect(requests).toHaveLength(2)
  })

  it('decide what is shown: a late answer to an earlier one is dropped', async () => {
    let token = 'ann'
    let answerAnn: (response: Response) => void = () => {}
    const { client, requests } = setUp(
      (request) =>
        request.headers.get('Authorization') === 'Bearer ann'
          ? new Promise<Response>((resolve) => (answerAnn = resolve))
          : toJson({ run_id: request.url.split('/').at(-1), status: 'RUNNING' }),
      { getToken: () => token },
    )
    const late = client.getRun('run-1')
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    token = 'bob'
    await client.getRun('run-2')
    answerAnn(toJson({ run_id: 'run-1', status: 'COMPLETED', result: 'of Ann' }))
    expect(await late).toMatchObject({ status: 'RUNNING', result: null })
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer ann',
      'Bearer bob',
      'Bearer bob',
    ])
  })

  it('never start a run twice, however late the answer', async () => {
    let token = 'ann'
    let answerStart: (response: Response) => void = () => {}
    const { client, requests } = setUp(
      (request, index) =>
        request.method === 'POST'
          ? new Promise<Response>((resolve) => (answerStart = resolve))
          : running(request, index),
      { getToken: () => token },
    )
    const started = client.startRun(input)
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    token = 'bob'
    await client.getRun('run-1')
    answerStart(toJson({ run_id: 'run-9', error: null }))
    expect(await started).toEqual({ runId: 'run-9' })
    expect(requests).toHaveLength(2)
  })

  it('are asked for again on 401 when there was none, as after a sign-in', async () => {
    const tokens = [null, 'new']
    const { client } = setUp(
      (request, index) =>
        request.headers.has('Authorization')
          ? running(request, index)
          : new Response(null, { status: 401 }),
      { getToken: () => tokens.shift() ?? null },
    )
    expect(await client.getRun('run-1')).toMatchObject({ status: 'RUNNING' })
  })

  it.each([
    ['the renewed token is refused too', ['one', 'two'], 2],
    ['the renewed token is the same', ['one', 'one'], 1],
    ['there is no renewed token', ['one'], 1],
  ])('end in unauthorized when %s', async (_name, tokens, count) => {
    const { client, requests } = setUp(() => new Response(null, { status: 401 }), {
      getToken: () => tokens.shift() ?? null,
    })
    await expect(client.getRun('run-1')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(requests).toHaveLength(count)
  })

  it('that cannot be had are unauthorized, with the cause', async () => {
    const cause = new Error('session ended')
    const { client, requests } = setUp(running, { getToken: () => Promise.reject(cause) })
    await expect(client.getRun('run-1')).rejects.toMatchObject({ code: 'unauthorized', cause })
    expect(requests).toHaveLength(0)
  })

  it('with a line break are not smuggled into headers, nor into the error', async () => {
    const { client, requests } = setUp(running, { getToken: () => 'secret\r\nX-Admin: 1' })
    const error = (await getError(client.getRun('run-1'))) as Error
    expect(error).toMatchObject({ code: 'invalid_input' })
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('secret')
    expect(requests).toHaveLength(0)
  })

  it('and headers are not to be found on the client', () => {
    const headers = { 'X-Secret': 'secret' }
    const { client } = setUp(running, { headers, getToken: () => 'secret' })
    expect(JSON.stringify(client)).not.toContain('secret')
    expect(Object.values(client).filter((value) => typeof value === 'object')).toEqual([])
  })
})

describe('time limits', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['never answers', never],
    ['never finishes its answer', () => new Response(new ReadableStream())],
  ])('end a request that %s', async (_name, answer) => {
    const { client } = setUp(answer, { timeout: 1_000 })
    const error = getError(client.getRun('run-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await error).toMatchObject({ code: 'timeout', retryable: true })
  })

  it('are 30 seconds, and reach the request’s signal', async () => {
    const { client, requests } = setUp(never)
    const error = getError(client.startRun(input))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(requests[0]?.signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(requests[0]?.signal.aborted).toBe(true)
    expect(await error).toMatchObject({ code: 'timeout' })
  })

  it('end a stream that does not open, but not one that is open', async () => {
    const closed = setUp(never, { timeout: 1_000 })
    const error = getError(collect(closed.client.streamRun(input)))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await error).toMatchObject({ code: 'timeout' })

    const body = new TransformStream<Uint8Array, Uint8Array>()
    const open = setUp(() => new Response(body.readable), { timeout: 1_000 })
    const events = collect(open.client.streamRun(input))
    await vi.advanceTimersByTimeAsync(600_000)
    const writer = body.writable.getWriter()
    await writer.write(new TextEncoder().encode(stream))
    expect((await events).at(-1)).toMatchObject({ type: 'COMPLETE' })
  })

  it('leave no timer behind', async () => {
    const { client } = setUp(running)
    await client.getRun('run-1')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('abort', () => {
  it.each([
    ['getRun', (client, signal) => client.getRun('run-1', { signal })],
    ['getRuns', (client, signal) => client.getRuns(['run-1'], { signal })],
    ['listRuns', (client, signal) => client.listRuns({}, { signal })],
    ['startRun', (client, signal) => client.startRun(input, { signal })],
    ['cancelRun', (client, signal) => client.cancelRun('run-1', { signal })],
    ['streamRun', (client, signal) => collect(client.streamRun(input, { signal }))],
  ] as [
    string,
    (client: ReturnType<typeof createClient>, signal: AbortSignal) => Promise<unknown>,
  ][])('ends %s with the caller’s reason, also when fetch does not listen', async (_name, call) => {
    const { client, requests } = setUp(never)
    const controller = new AbortController()
    const error = getError(call(client, controller.signal))
    await vi.waitFor(() => expect(requests).toHaveLength(1), 10_000)
    const reason = new Error('left')
    controller.abort(reason)
    expect(await error).toBe(reason)
    await vi.waitFor(() => expect(requests[0]?.signal.aborted).toBe(true), 10_000)
  })

  it('before a request keeps it from being made', async () => {
    const { client, requests } = setUp(running)
    const signal = AbortSignal.abort('gone')
    expect(await getError(client.getRun('run-1', { signal }))).toBe('gone')
    expect(await getError(client.startRun(input, { signal }))).toBe('gone')
    expect(requests).toHaveLength(0)
  })

  it('while the token is fetched keeps a run from being started', async () => {
    let give: (token: string) => void = () => {}
    const getToken = () => new Promise<string>((resolve) => (give = resolve))
    const { client, requests } = setUp(running, { getToken })
    const controller = new AbortController()
    const error = getError(client.startRun(input, { signal: controller.signal }))
    controller.abort('gone')
    expect(await error).toBe('gone')
    give('late')
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(requests).toHaveLength(0)
  })

  it('ends watchRuns quietly', async () => {
    const { client } = setUp(running)
    const controller = new AbortController()
    for await (const run of client.watchRuns(['run-1'], { signal: controller.signal })) {
      expect(run.status).toBe('RUNNING')
      controller.abort()
    }
    expect.assertions(1)
  })
})

describe('streamRun', () => {
  it('starts nothing until somebody reads', async () => {
    const { client, requests } = setUp(() => new Response(toBody(stream)))
    const events = client.streamRun(input)
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(requests).toHaveLength(0)
    expect(await collect(events)).toHaveLength(5)
    expect(await collect(events)).toHaveLength(0)
    expect(requests).toHaveLength(1)
  })

  it('lets go of the stream when the caller aborts', async () => {
    const { client } = setUp(() => new Response(toBody('data: {"type":"HEARTBEAT"}\n\n')))
    const controller = new AbortController()
    const reason = new Error('left')
    const work = (async () => {
      for await (const event of client.streamRun(input, { signal: controller.signal })) {
        expect(event.type).toBe('HEARTBEAT')
        controller.abort(reason)
      }
    })()
    await expect(work).rejects.toBe(reason)
  })

  it.each([
    ['closes', (body: ReadableStreamDefaultController) => body.close()],
    ['fails', (body: ReadableStreamDefaultController) => body.error(new TypeError('reset'))],
  ])('throws when the connection %s before the run has ended', async (_name, end) => {
    const { client, requests } = setUp(() => new Response(new ReadableStream({ start: end })))
    const error = await getError(collect(client.streamRun(input)))
    expect(error).toMatchObject({ code: 'network_error' })
    expect(requests).toHaveLength(1)
  })

  it('refuses a page that is not a stream', async () => {
    const headers = { 'Content-Type': 'text/html' }
    const { client } = setUp(() => new Response('<html>', { headers }))
    const error = await getError(collect(client.streamRun(input)))
    expect(error).toMatchObject({ code: 'invalid_response' })
  })
})
