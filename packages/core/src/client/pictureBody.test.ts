import { describe, expect, it } from 'vitest'

import { jpeg, png } from '../../test/pictures.js'
import { createClient } from './createClient.js'

/** A client to which a step's picture is answered like this. */
function setUp(answer: () => Response) {
  const requests: Request[] = []
  const client = createClient({
    endpoint: 'https://app.example/api/fishbowl',
    fetch: async (request) => {
      requests.push(request)
      return answer()
    },
  })
  return { client, requests }
}

function toBody(chunks: Uint8Array<ArrayBuffer>[], onCancel = () => {}) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
    cancel: onCancel,
  })
}

describe('getStepScreenshot', () => {
  it('asks below the endpoint and gives the picture, in however many pieces it comes', async () => {
    const bytes = jpeg({ length: 1_000 })
    const pieces = [bytes.slice(0, 3), bytes.slice(3, 500), bytes.slice(500)]
    const { client, requests } = setUp(() => new Response(toBody(pieces)))
    const picture = await client.getStepScreenshot('run-1', 'evt_1')
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://app.example/api/fishbowl/runs/run-1/steps/evt_1/screenshot',
    ])
    expect(picture.type).toBe('image/jpeg')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(bytes)
  })

  it('goes by the bytes, not by what the server calls them', async () => {
    const headers = { 'Content-Type': 'image/svg+xml' }
    const { client } = setUp(() => new Response(png(), { headers }))
    expect((await client.getStepScreenshot('run-1', '1')).type).toBe('image/png')
  })

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', null],
  ])('attack: answers with %s as a JPEG', async (_, body) => {
    const headers = { 'Content-Type': 'image/jpeg' }
    const { client } = setUp(() => new Response(body, { headers }))
    const error = await client.getStepScreenshot('run-1', '1').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'invalid_response' })
    expect(String(error)).not.toContain('alert')
  })

  it('attack: sends a picture without end', async () => {
    let isCancelled = false
    const endless = toBody(
      Array.from({ length: 100 }, () => jpeg({ length: 1_000_000 })),
      () => {
        isCancelled = true
      },
    )
    const { client } = setUp(() => new Response(endless))
    await expect(client.getStepScreenshot('run-1', '1')).rejects.toMatchObject({
      code: 'invalid_response',
    })
    expect(isCancelled).toBe(true)
  })

  it.each([
    ['../admin', '1'],
    ['run-1', '../../../vault'],
    ['run-1', '1/html'],
    ['run-1', '1?screenshots=base64'],
    ['run-1', ''],
    ['run-1', '%2e%2e'],
  ])('attack: leaves the path with the ids %j and %j', async (runId, stepId) => {
    const { client, requests } = setUp(() => new Response(jpeg()))
    await expect(client.getStepScreenshot(runId, stepId)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('id is 1 to 128 letters'),
    })
    expect(requests).toEqual([])
  })

  it('says that there is no picture, and that the body broke off', async () => {
    const missing = setUp(() => new Response('', { status: 404 }))
    await expect(missing.client.getStepScreenshot('run-1', '1')).rejects.toMatchObject({
      code: 'not_found',
    })
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('x')) })
    const { client } = setUp(() => new Response(broken))
    await expect(client.getStepScreenshot('run-1', '1')).rejects.toMatchObject({
      code: 'network_error',
    })
  })

  it('ends with the signal', async () => {
    const { client } = setUp(() => new Response(new ReadableStream()))
    const controller = new AbortController()
    const picture = client.getStepScreenshot('run-1', '1', { signal: controller.signal })
    controller.abort()
    await expect(picture).rejects.toMatchObject({ name: 'AbortError' })
  })
})
