import { describe, expect, it } from 'vitest'

import { collect, getError, input, setUp, toBody } from '../../test/client.js'
import stream from '../../test/payloads/sse.snake.completed.txt?raw'

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
