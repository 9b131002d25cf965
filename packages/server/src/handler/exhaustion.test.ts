import { describe, expect, it } from 'vitest'

import { API_KEY, listen, platforms } from '../../test/startHandler.js'
import { createRunHandler } from './createRunHandler.js'

const run = '/api/fishbowl/runs/run_1'
const json = { 'Content-Type': 'application/json' }

/** A body that never ends, counts what was taken of it, and tells when nobody wants it any more. */
function createEndlessBody() {
  let taken = 0
  let isCancelled = false
  const chunk = new TextEncoder().encode(`"${'a'.repeat(64 * 1024)}",`)
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += chunk.byteLength
      controller.enqueue(chunk)
    },
    cancel() {
      isCancelled = true
    },
  })
  return { body, getTaken: () => taken, isCancelled: () => isCancelled }
}

describe.each(platforms)('floods and stalls on %s', (_name, startHandler) => {
  it('refuses a request of a megabyte', async () => {
    const { send, calls } = await startHandler(() => Response.json({}))
    const body = JSON.stringify({ run_ids: ['a'.repeat(1_000_000)] })
    const lengths = [{ 'Content-Length': String(body.length) }, { 'Transfer-Encoding': 'chunked' }]
    for (const length of lengths) {
      const request = { method: 'POST', headers: { ...json, ...length }, body }
      expect((await send('/api/fishbowl/runs/batch', request)).status).toBe(413)
    }
    expect(calls).toEqual([])
  })

  it('stops reading an answer that does not end', async () => {
    const { body, getTaken, isCancelled } = createEndlessBody()
    const { send } = await startHandler(() => new Response(body, { headers: json }), {
      maxResponseBytes: 1_000_000,
    })
    expect((await send(run)).status).toBe(502)
    // More than `maxResponseBytes` is taken, because the sockets on the way hold some bytes, too.
    expect(getTaken()).toBeLessThan(16_000_000)
    await expect.poll(isCancelled).toBe(true)
  })

  it('stops reading an error that does not end', async () => {
    const { body } = createEndlessBody()
    const { send } = await startHandler(() => new Response(body, { status: 503, headers: json }))
    expect((await send(run)).status).toBe(503)
  })

  it('gives up on TinyFish when it does not answer, or not to the end', async () => {
    const hangs = () => new Promise<Response>(() => undefined)
    const stalls = () => new Response(new ReadableStream(), { headers: json })
    for (const upstream of [hangs, stalls]) {
      const { send } = await startHandler(upstream, { timeout: 30 })
      expect((await send(run)).status).toBe(504)
    }
  })

  it('lets go of an answer that stalls, or comes too late, although `fetch` does not listen', async () => {
    const { body, isCancelled } = createEndlessBody()
    let arrive: (response: Response) => void = () => undefined
    const late = new Promise<Response>((resolve) => {
      arrive = resolve
    })
    let isLeft = false
    const stalled = new ReadableStream<Uint8Array>({
      cancel() {
        isLeft = true
      },
    })
    for (const answer of [late, new Response(stalled, { headers: json })]) {
      const { send } = await startHandler(() => Response.json({}), {
        timeout: 30,
        fetch: async () => answer,
      })
      expect((await send(run)).status).toBe(504)
    }
    arrive(new Response(body, { headers: json }))
    await expect.poll(isCancelled).toBe(true)
    await expect.poll(() => isLeft).toBe(true)
  })

  it('survives JSON that is too deep to be written again', async () => {
    const depth = 100_000
    const result = `${'['.repeat(depth)}${']'.repeat(depth)}`
    const { send } = await startHandler(
      () =>
        new Response(`{"run_id":"run_1","status":"COMPLETED","result":${result}}`, {
          headers: json,
        }),
    )
    expect((await send(run)).status).toBe(502)
    expect((await send('/api/fishbowl/nowhere')).status).toBe(404)
  })
})

describe('the end of a request', () => {
  it('comes before its body when that is said to be too large', async () => {
    const handler = createRunHandler({ apiKey: API_KEY, authorize: () => true })
    const request = new Request('https://app.example.com/api/fishbowl/runs/batch', {
      method: 'POST',
      headers: { ...json, 'Content-Length': '70000' },
      body: '{}',
    })
    expect((await handler(request)).status).toBe(413)
    expect(request.bodyUsed).toBe(false)
  })

  it('goes on to TinyFish when the viewer leaves, and is no error of the host', async () => {
    const errors: unknown[] = []
    // The requests are kept and not only their signals, because Node never aborts a collected one.
    const requests: Request[] = []
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      onError: (error) => errors.push(error),
      fetch: (request) => {
        requests.push(request)
        return new Promise<Response>(() => undefined)
      },
    })
    const controller = new AbortController()
    const { signal } = controller
    const response = handler(new Request(`https://app.example.com${run}`, { signal }))
    await expect.poll(() => requests.length).toBe(1)
    controller.abort()
    expect((await response).status).toBe(499)
    expect(requests[0]?.signal.aborted).toBe(true)
    expect((await handler(new Request(`https://app.example.com${run}`, { signal }))).status).toBe(
      499,
    )
    expect(requests).toHaveLength(1)
    expect(errors).toEqual([])
  })

  it('is no error of the host when the viewer leaves while sending', async () => {
    const errors: unknown[] = []
    const handler = createRunHandler({
      apiKey: API_KEY,
      authorize: () => true,
      onError: (error) => errors.push(error),
    })
    const controller = new AbortController()
    const { signal } = controller
    const init = {
      method: 'POST',
      headers: json,
      // The body breaks off together with the request, as it does on servers.
      body: new ReadableStream<Uint8Array>({
        start: (body) => signal.addEventListener('abort', () => body.error(signal.reason)),
      }),
      duplex: 'half',
      signal,
    }
    const response = handler(new Request('https://app.example.com/api/fishbowl/runs/batch', init))
    controller.abort()
    expect((await response).status).toBe(499)
    expect(errors).toEqual([])
  })

  it('is a redirect refused, which would have taken the key to another host', async () => {
    const visits: string[] = []
    const elsewhere = await listen((request, response) => {
      visits.push(request.url ?? '')
      response.end('{}')
    })
    for (const status of [302, 307]) {
      const upstream = await listen((_request, response) => {
        response.writeHead(status, { Location: elsewhere }).end()
      })
      const options = { apiKey: API_KEY, authorize: () => true, baseUrl: `${upstream}/v1` }
      const handler = createRunHandler(options)
      expect((await handler(new Request(`https://app.example.com${run}`))).status).toBe(502)
      // The `fetch` of a host may give a redirect back instead of refusing it.
      const lenient = createRunHandler({
        ...options,
        fetch: async () => new Response(null, { status, headers: { Location: elsewhere } }),
      })
      expect((await lenient(new Request(`https://app.example.com${run}`))).status).toBe(502)
    }
    expect(visits).toEqual([])
  })
})
