import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import camel from '../../test/payloads/sse.camel.2026-01.txt?raw'
import snake from '../../test/payloads/sse.snake.completed.txt?raw'
import { readRunEvents } from './readRunEvents.js'
import type { RunEvent } from './runEvent.js'

const encoder = new TextEncoder()

function toBody(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      }
      controller.close()
    },
  })
}

async function collect(body: ReadableStream<Uint8Array>): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of readRunEvents(body)) events.push(event)
  return events
}

async function read(...chunks: (string | Uint8Array)[]): Promise<RunEvent[]> {
  return collect(toBody(...chunks))
}

const complete = 'data: {"type":"COMPLETE","run_id":"r1","status":"COMPLETED"}\n\n'
const heartbeat = 'data: {"type":"HEARTBEAT"}\n\n'

describe('recorded streams', () => {
  it('reads one of today', async () => {
    const timestamp = expect.stringMatching(/^2026-01-01T/)
    expect(await read(snake)).toEqual([
      { type: 'STARTED', runId: 'run_123', timestamp },
      {
        type: 'STREAMING_URL',
        runId: 'run_123',
        streamingUrl: 'https://tf-abc123.fra0-tinyfish.unikraft.app/stream/0',
        timestamp,
      },
      {
        type: 'PROGRESS',
        runId: 'run_123',
        purpose: 'Dismissing cookie banner...',
        tinyfishApi: null,
        timestamp,
      },
      { type: 'HEARTBEAT', timestamp },
      {
        type: 'COMPLETE',
        runId: 'run_123',
        status: 'COMPLETED',
        result: expect.objectContaining({ available: true }),
        error: null,
        timestamp,
      },
    ])
  })

  it('reads one with the old names, and gives each event the run’s id', async () => {
    const events = await read(camel)
    const runId = '55c819e7-95be-4ca3-ba18-1b1cc23407a9'
    expect(events.map(({ type }) => type)).toEqual([
      'STARTED',
      'STREAMING_URL',
      'PROGRESS',
      'PROGRESS',
      'PROGRESS',
      'HEARTBEAT',
      'PROGRESS',
      'COMPLETE',
    ])
    expect(events.at(1)).toMatchObject({ streamingUrl: expect.stringContaining('/stream/0') })
    expect(events.at(-1)).toMatchObject({ runId, result: { defect_name: 'Sensitization' } })
  })

  describe.each([
    ['of today', snake],
    ['with the old names', camel],
    ['with CRLF', snake.replaceAll('\n', '\r\n')],
    ['with CR', camel.replaceAll('\n', '\r')],
    ['with letters of several bytes', snake.replace('Dismissing', 'Schließe 🍪')],
  ])('a stream %s', (_name, text) => {
    const bytes = encoder.encode(text)

    it('reads the same wherever it is cut in two', async () => {
      const whole = await read(text)
      expect(whole.at(-1)?.type).toBe('COMPLETE')
      for (let cut = 0; cut <= bytes.length; cut++) {
        expect(await read(bytes.slice(0, cut), bytes.slice(cut))).toEqual(whole)
      }
    })

    it('reads the same wherever it is cut in three', async () => {
      const whole = await read(text)
      const cut = fc.integer({ min: 0, max: bytes.length })
      await fc.assert(
        fc.asyncProperty(cut, cut, async (one, other) => {
          const [first, second] = [Math.min(one, other), Math.max(one, other)]
          const parts = [bytes.slice(0, first), bytes.slice(first, second), bytes.slice(second)]
          expect(await read(...parts)).toEqual(whole)
        }),
      )
    })

    it('reads the same byte by byte', async () => {
      expect(await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(
        await read(text),
      )
    })
  })
})

describe('readRunEvents', () => {
  it.each([
    ['"Site blocked"', 'Site blocked', 'UNKNOWN'],
    ['{"message":"No credit","category":"BILLING_FAILURE"}', 'No credit', 'BILLING_FAILURE'],
  ])('reads the error %s', async (error, message, category) => {
    const end = `data: {"type":"COMPLETE","run_id":"r1","status":"FAILED","error":${error}}\n\n`
    expect(await read(end, heartbeat)).toMatchObject([
      { type: 'COMPLETE', status: 'FAILED', error: { message, category } },
    ])
  })

  it.each([
    ['a line that does not end', 'x'],
    ['an event whose lines do not end', `${'x'.repeat(1_000)}\ndata: `],
  ])(
    'leaves a stream with %s, and keeps no more than 32 million characters',
    async (_name, unit) => {
      const cancel = vi.fn<() => void>()
      const piece = encoder.encode(unit.repeat(Math.ceil(1_000_000 / unit.length)))
      let sent = 0
      const body = new ReadableStream<Uint8Array>(
        {
          start: (controller) => controller.enqueue(encoder.encode('data: ')),
          pull(controller) {
            sent += piece.length
            controller.enqueue(piece)
          },
          cancel,
        },
        { highWaterMark: 0 },
      )
      await expect(collect(body)).rejects.toMatchObject({ code: 'invalid_response' })
      expect(sent).toBeLessThan(50_000_000)
      expect(cancel).toHaveBeenCalledOnce()
    },
  )

  it('leaves a stream that says nothing, not even a comment', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const cancel = vi.fn<() => void>()
    let source!: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        source = controller
      },
      cancel,
    })
    const error = collect(body).catch((reason: unknown) => reason)
    for (const sign of [heartbeat, ': ping\n\n']) {
      await vi.advanceTimersByTimeAsync(110_000)
      source.enqueue(encoder.encode(sign))
    }
    await vi.advanceTimersByTimeAsync(110_000)
    expect(cancel).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(11_000)
    expect(await error).toMatchObject({ code: 'network_error' })
    expect(cancel).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('passes over comments, other fields and lines that are not JSON', async () => {
    const noise = ': ping\n\nevent: x\nid: 1\nretry: 5\n\ndata: oops\n\ndata: {"type":\n\ndata:\n\n'
    expect(await read(noise, complete)).toHaveLength(1)
  })

  it('reads an event of several data lines', async () => {
    const [event] = await read('data: {"type":"COMPLETE",\ndata: "result":[1]}\n\n')
    expect(event).toMatchObject({ type: 'COMPLETE', result: [1] })
  })

  it('reads a last event without its blank line', async () => {
    expect(await read(complete.trimEnd())).toHaveLength(1)
  })

  it('ends at COMPLETE, although the server goes on', async () => {
    const cancel = vi.fn<() => void>()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(complete + heartbeat)),
      cancel,
    })
    expect(await collect(body)).toHaveLength(1)
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('ends at the end mark of other streams', async () => {
    expect(await read(heartbeat, 'data: [DONE]\n\n')).toHaveLength(1)
  })

  it('lets go of the body when the reader leaves', async () => {
    const cancel = vi.fn<() => void>()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(heartbeat)),
      cancel,
    })
    for await (const event of readRunEvents(body)) {
      expect(event.type).toBe('HEARTBEAT')
      break
    }
    expect(cancel).toHaveBeenCalledOnce()
  })

  it.each([
    ['nothing came', []],
    ['the stream is cut between events', [heartbeat]],
    ['the stream is cut inside the last event', [heartbeat, complete.slice(0, 40)]],
  ])('fails when %s', async (_name, chunks) => {
    await expect(read(...chunks)).rejects.toMatchObject({ code: 'network_error' })
  })

  it('reads a result of 5 MB that comes in small pieces', async () => {
    const result = 'x'.repeat(5_000_000)
    const bytes = encoder.encode(`data: ${JSON.stringify({ type: 'COMPLETE', result })}\n\n`)
    const chunks = Array.from({ length: Math.ceil(bytes.length / 4096) }, (_, index) =>
      bytes.subarray(index * 4096, (index + 1) * 4096),
    )
    expect(await read(...chunks)).toEqual([expect.objectContaining({ result })])
  })
})
