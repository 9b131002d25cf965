import { once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer, request as sendRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { onTestFinished } from 'vitest'

import type { RunHandlerOptions } from '../src/handler/options.js'
import { createRunHandler } from '../src/handler/createRunHandler.js'
import { toNodeHandler } from '../src/node.js'

export const API_KEY = 'sk-tinyfish-5up3r-s3cret'

/** What TinyFish was asked. */
interface RecordedCall {
  method: string
  /** The path with the query. */
  path: string
  headers: Record<string, string>
  body: string
}

interface TestRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
}

interface RunningHandler {
  /** Asks the handler for a path, which may be one that `fetch` would tidy up. */
  send: (path: string, request?: TestRequest) => Promise<Response>
  /** Sends JSON as a browser would. */
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
  /** The requests that reached TinyFish. */
  calls: RecordedCall[]
}

/** Plays TinyFish. */
export type TestUpstream = (request: Request) => Response | Promise<Response>

export type StartHandler = (
  upstream: TestUpstream,
  options?: Partial<RunHandlerOptions>,
) => Promise<RunningHandler>

const allowAll = { apiKey: API_KEY, authorize: () => true }

/** Calls the handler with a `Request`, as Next.js and edge platforms do. */
const startOnWeb: StartHandler = async (upstream, options) => {
  const calls: RecordedCall[] = []
  const handler = createRunHandler({ ...allowAll, fetch: record(upstream, calls), ...options })
  return addPost(calls, (path, request) =>
    handler(new Request(`http://app.example.com${path}`, request)),
  )
}

/** Puts the handler and TinyFish on ports of `node:http`. */
const startOnNode: StartHandler = async (upstream, options) => {
  const calls: RecordedCall[] = []
  const upstreamOrigin = await listen(toNodeHandler(record(upstream, calls)))
  const handler = createRunHandler({ ...allowAll, baseUrl: `${upstreamOrigin}/v1`, ...options })
  const origin = await listen(toNodeHandler(handler))
  return addPost(calls, async (path, { method = 'GET', headers = {}, body } = {}) => {
    const { hostname, port } = new URL(origin)
    // `fetch` would tidy up the path before it sends the request.
    const request = sendRequest({
      hostname,
      port,
      method,
      path,
      headers: { Host: 'app.example.com', ...headers },
      agent: false,
    })
    request.end(body)
    const [message] = (await once(request, 'response')) as [IncomingMessage]
    const bytes = await buffer(message)
    return new Response(bytes.length > 0 ? bytes : null, {
      status: message.statusCode ?? 0,
      headers: message.headers as Record<string, string>,
    })
  })
}

/** Every way in which the handler runs. */
export const platforms: [name: string, start: StartHandler][] = [
  ['Web', startOnWeb],
  ['Node', startOnNode],
]

/** Listens on a free port until the test is over. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function addPost(calls: RecordedCall[], send: RunningHandler['send']): RunningHandler {
  return {
    calls,
    send,
    post: (path, body = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  }
}

function record(upstream: TestUpstream, calls: RecordedCall[]) {
  return async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    calls.push({
      method: request.method,
      path: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    })
    return upstream(request)
  }
}
