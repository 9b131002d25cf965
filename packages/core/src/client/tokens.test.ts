import { describe, expect, it, vi } from 'vitest'

import { getError, input, running, setUp, toJson } from '../../test/client.js'

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

  it.each([
    ['an error with the status 401', Object.assign(new Error('401'), { status: 401 })],
    ['an error with the answer', Object.assign(new Error(), { response: { status: 403 } })],
    ['the answer itself', new Response(null, { status: 403 })],
  ])('that are refused are unauthorized, with the cause: %s', async (_what, cause) => {
    const { client, requests } = setUp(running, { getToken: () => Promise.reject(cause) })
    await expect(client.getRun('run-1')).rejects.toMatchObject({ code: 'unauthorized', cause })
    expect(requests).toHaveLength(0)
  })

  it.each([
    ['a network that is gone', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a read that was aborted', () => Promise.reject(new DOMException('', 'AbortError'))],
    ['an answer that is no JSON', async () => JSON.parse('<!doctype html>') as string],
    ['a route that fails', () => Promise.reject(new Response(null, { status: 503 }))],
    ['a page', async () => '<!doctype html>\n<p>Sign in</p>'],
    ['an object', async () => ({ token: 'secret' }) as unknown as string],
    ['no text', async () => ''],
  ])('that cannot be had for now are asked for again: %s', async (_what, getToken) => {
    const { client, requests } = setUp(running, { getToken })
    await expect(client.getRun('run-1')).rejects.toMatchObject({ retryable: true })
    expect(requests).toHaveLength(0)
  })

  it('with a line break are not smuggled into headers, nor into the error', async () => {
    const { client, requests } = setUp(running, { getToken: () => 'secret\r\nX-Admin: 1' })
    const error = (await getError(client.getRun('run-1'))) as Error
    expect(error).toMatchObject({ code: 'invalid_response' })
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
