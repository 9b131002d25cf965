import { vi } from 'vitest'

import { createClient } from '../src/client/createClient.js'

const encoder = new TextEncoder()

/** An open event stream, which the test writes. */
interface Stream {
  request: Request
  send: (...frames: string[]) => void
  close: () => void
  cut: () => void
  isCancelled: () => boolean
}

/** A server whose streams are written by the test, and which answers reads with what `runs` holds. */
export function setUp({ hasPush = true, token }: { hasPush?: boolean; token?: () => string } = {}) {
  const streams: Stream[] = []
  const reads: string[][] = []
  const runs = new Map<string, Record<string, unknown>>()
  const server = { hasPush }

  function openStream(request: Request): Response {
    let controller!: ReadableStreamDefaultController<Uint8Array>
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({
      start(own) {
        controller = own
      },
      cancel() {
        isCancelled = true
      },
    })
    streams.push({
      request,
      send: (...frames) => {
        for (const frame of frames) controller.enqueue(encoder.encode(frame))
      },
      close: () => controller.close(),
      cut: () => controller.error(new TypeError('The connection was lost')),
      isCancelled: () => isCancelled,
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  const client = createClient({
    endpoint: 'https://app.example.com/api/fishbowl',
    ...(token && { getToken: token }),
    async fetch(request) {
      const { pathname } = new URL(request.url)
      const fail = (status: number) => Response.json({ error: { code: 'X' } }, { status })
      if (pathname.endsWith('/runs/events')) return server.hasPush ? openStream(request) : fail(404)
      if (pathname.endsWith('/runs/batch')) {
        const { run_ids: runIds } = await request.json()
        reads.push(runIds)
        return Response.json({ data: runIds.flatMap((runId: string) => runs.get(runId) ?? []) })
      }
      const runId = pathname.split('/').pop()!
      reads.push([runId])
      const run = runs.get(runId)
      return run ? Response.json(run) : fail(404)
    },
  })

  const seen: string[] = []
  function watch(runIds: string[], signal?: AbortSignal) {
    async function read() {
      for await (const run of client.watchRuns(runIds, { transport: 'push', signal })) {
        seen.push(`${run.runId} ${run.status}`)
      }
    }
    const done = read()
    done.catch(() => undefined)
    return done
  }
  const set = (run_id: string, status: string) =>
    runs.set(run_id, { run_id, status, ...(status === 'COMPLETED' && { result: 1 }) })
  return { client, streams, reads, seen, watch, set, server }
}

/** One `run` event of the stream. */
export function event(run_id: string, status: string, version: number): string {
  return `event: run\nid: ${version}\ndata: ${JSON.stringify({ run_id, status, result: 1 })}\n\n`
}
export const end = 'event: end\ndata: {}\n\n'

export const settle = (time = 0) => vi.advanceTimersByTimeAsync(time)
