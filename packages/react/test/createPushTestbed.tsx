import type { EmulatorOptions } from '@fishbowl/emulator'
import { createRunHandler } from '../../server/src/handler/createRunHandler.js'

import { createTestbed } from './createTestbed.js'

/** An event stream that was opened, and what a test can do to it. */
interface OpenedStream {
  runIds: string[]
  since: string | null
  token: string | null
  /** Whether the page has ended the stream. */
  isLeft: () => boolean
  /** Ends the stream as a lost connection does. */
  cut: () => void
  /** Sends news of a run that the server did not send. */
  say: (run: Record<string, unknown>) => void
}

/** An emulator behind the handler, with a network that can fail. */
export function createPushTestbed(options: EmulatorOptions = {}) {
  const testbed = createTestbed(options)
  const streams: OpenedStream[] = []
  const reads: string[] = []
  const server = {
    /** The HTTP status with which streams are refused; 0 refuses none. */
    refuse: 0,
    refused: 0,
    isAllowed: (_runId: string, _isStream: boolean) => true,
  }
  const handler = createRunHandler({
    apiKey: 'test',
    baseUrl: 'https://emulator.test/v1',
    basePath: '/v1',
    fetch: (request) => testbed.emulator.fetch(request),
    authorize: (request, { runIds }) =>
      runIds.every((runId) => server.isAllowed(runId, request.url.includes('/runs/events'))),
  })

  testbed.network.fetch = async (request) => {
    const url = new URL(request.url)
    if (!url.pathname.endsWith('/runs/events')) {
      reads.push(url.pathname)
      return handler(request)
    }
    if (server.refuse > 0) {
      server.refused += 1
      return Response.json({ error: { code: 'X' } }, { status: server.refuse })
    }
    const { body, headers } = await handler(request)
    const connection = new TransformStream<Uint8Array, Uint8Array>()
    let isLeft = false
    const cable = new AbortController()
    let say: OpenedStream['say'] = () => undefined
    const tapped = new TransformStream<Uint8Array, Uint8Array>({
      start(controller) {
        say = (run) => {
          const frame = `event: run\nid: ${Date.now() + 1_000}\ndata: ${JSON.stringify(run)}\n\n`
          if (!isLeft) controller.enqueue(new TextEncoder().encode(frame))
        }
      },
    })
    request.signal.addEventListener('abort', () => (isLeft = true))
    body!
      .pipeThrough(tapped)
      .pipeTo(connection.writable, { signal: cable.signal })
      .catch(() => (isLeft = true))
    streams.push({
      runIds: url.searchParams.get('ids')!.split(','),
      since: request.headers.get('Last-Event-ID'),
      token: request.headers.get('Authorization'),
      isLeft: () => isLeft,
      cut: () => cable.abort(new TypeError('The connection was lost')),
      say,
    })
    return new Response(connection.readable, { headers })
  }

  return {
    ...testbed,
    streams,
    reads,
    server,
    start: (scenario: 'slow' | 'queued' = 'slow') =>
      testbed.emulator.runs.start({ scenario, age: scenario === 'slow' ? 20_000 : 0 }).runId,
  }
}
