import { readFileSync } from 'node:fs'

import type { RunEvent } from '@fishbowl/core'
import { readRunEvents } from '@fishbowl/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { filterEvents } from './filterEvents.js'

const redactKey = (text: string) => text
const recordings = ['sse.snake.completed.txt', 'sse.camel.2026-01.txt'].map((name) =>
  readFileSync(new URL(`../../test/payloads/${name}`, import.meta.url)),
)

function toStream(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

/** The lines that pass, and the events as others who watch are told them. */
async function filter(chunks: readonly Uint8Array[], maxLineLength = 1_000_000) {
  const passed: Uint8Array[] = []
  const told: RunEvent[] = []
  const pieces = filterEvents(toStream(chunks), { maxLineLength, redactKey })
  for await (const { bytes, events } of pieces) {
    passed.push(bytes)
    told.push(...events)
  }
  return { passed, told, text: await new Response(toStream(passed)).text() }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of readRunEvents(stream)) events.push(event)
  return events
}

async function filterText(text: string, maxLineLength?: number): Promise<string> {
  return (await filter([new TextEncoder().encode(text)], maxLineLength)).text
}

describe('filterEvents', () => {
  it.each(recordings)(
    'lets a client read a recorded stream as if it were not there',
    async (bytes) => {
      const { passed, told } = await filter([bytes])
      const expected = await collect(toStream([bytes]))
      expect(await collect(toStream(passed))).toEqual(expected)
      expect(told).toEqual(expected)
    },
  )

  it('gives the same events however the stream is cut, with any line ends', async () => {
    const text = 'data: {"type":"PROGRESS","purpose":"Öffne 🐟"}\n\n: ping\n\ndata: [DONE]\n\n'
    const expected = await filterText(text)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 6 }),
        async (lineEnd, cuts) => {
          const bytes = new TextEncoder().encode(text.replaceAll('\n', lineEnd))
          const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
          const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
          expect((await filter(chunks)).text).toBe(expected)
        },
      ),
      { numRuns: 50 },
    )
  })

  it.each([
    [
      'data: {"type":"STARTED","run_id":"a","secret":"x"}\n\n',
      'data: {"type":"STARTED","run_id":"a"}\n\n',
    ],
    ['data:{"type":"HEARTBEAT"}\n\n', 'data: {"type":"HEARTBEAT"}\n\n'],
    ['data: {"type":"HEARTBEAT"}', 'data: {"type":"HEARTBEAT"}\n\n'],
    [': secret\n\n', ':\n\n'],
    ['data: [DONE]\n\n', 'data: [DONE]\n\n'],
    ['event: secret\nid: secret\nretry: 1\nsecret\n\n', ''],
    ['data: secret\n\ndata: "secret"\n\ndata: ["secret"]\n\ndata: {"type":\n\n', ''],
  ])('makes %j into %j', async (sent, passed) => {
    expect(await filterText(sent)).toBe(passed)
  })

  it('stops at a line that does not end', async () => {
    await expect(filterText(`data: ${'a'.repeat(2000)}`, 1000)).rejects.toMatchObject({
      code: 'invalid_response',
    })
  })
})
