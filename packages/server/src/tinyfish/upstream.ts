import { parseRunText } from '@fishbowl/core/internal'

import { readBytes, readPieces } from '../http/body.js'
import { HandlerError } from '../http/handlerError.js'
import { redactError } from '../http/redact.js'
import { createRunSieve } from './runSieve.js'
import { createUpstreamError } from './upstreamErrors.js'

/** How to reach TinyFish, how long to wait for it, and how much of an answer to read. */
interface UpstreamOptions {
  apiKey: string
  /** The URL of TinyFish's API, without a slash at the end. */
  baseUrl: string
  fetch: (request: Request) => Promise<Response>
  /** Milliseconds until an answer must have come. A stream only has to open in that time. */
  timeout: number
  maxResponseBytes: number
}

/** What is asked of TinyFish. All of it is written or checked by the handler. */
interface Call {
  method: 'GET' | 'POST'
  /** The path below the base URL. It consists of constants and of ids that were checked. */
  path: string
  query?: URLSearchParams
  body?: unknown
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal
}

/** TinyFish, as the handler asks it. All methods reject with a `HandlerError` and nothing else. */
export interface Upstream {
  readJson(call: Call): Promise<unknown>
  /** Reads a list of runs of any size, without the long fields of its runs. */
  readSievedRuns(call: Call): Promise<unknown>
  readPicture(call: Call): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }>
  /** Opens an event stream, which has no time limit once it is open. */
  openEvents(call: Call): Promise<ReadableStream<Uint8Array>>
}

/** TinyFish for those who only read runs. */
export type RunReader = Pick<Upstream, 'readJson'>

const EVENTS = 'text/event-stream'
/** How many times larger than other answers one may be of which little is kept. */
const MAX_SIEVED = 64

/** What the bytes of pictures begin with, by type. */
const pictureStarts = new Map([
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG\r\n/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
])

/** Makes the one place where requests to TinyFish leave, and where the API key is used. */
export function createUpstream(options: UpstreamOptions): Upstream {
  async function exchange<T>(
    call: Call,
    accept: string,
    read: (response: Response, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController()
    const end = (ending: 'CLIENT_GONE' | 'TIMEOUT') => controller.abort(new HandlerError(ending))
    const leave = () => end('CLIENT_GONE')
    call.signal.addEventListener('abort', leave, { once: true })
    if (call.signal.aborted) end('CLIENT_GONE')
    const timer = setTimeout(() => end('TIMEOUT'), options.timeout)
    try {
      const { signal } = controller
      return await untilAborted(send({ ...call, signal }, accept, read), signal)
    } catch (error) {
      if (error instanceof HandlerError) throw error
      throw new HandlerError('UPSTREAM_UNREACHABLE', { cause: redactError(error, options.apiKey) })
    } finally {
      clearTimeout(timer)
      // A stream goes on after the exchange, and must still end with the signal.
      if (accept !== EVENTS) call.signal.removeEventListener('abort', leave)
    }
  }

  async function send<T>(
    call: Call,
    accept: string,
    read: (response: Response, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    call.signal.throwIfAborted()
    const response = await options.fetch(createUpstreamRequest(call, accept, options))
    try {
      // Not every `fetch` that a host passes listens to the signal: this answer may have come too late.
      call.signal.throwIfAborted()
      if (!response.ok) throw await createUpstreamError(response, call, options.apiKey)
      return await read(response, call.signal)
    } catch (error) {
      // Without this the connection would stay open for the rest of the body.
      response.body?.cancel().catch(() => undefined)
      throw error
    }
  }

  async function readBody(
    { body }: Response,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await readBytes(body, options.maxResponseBytes, signal)
    if (bytes) return bytes
    throw new TooLargeError()
  }

  return {
    readJson: (call) =>
      exchange(call, 'application/json', async (response, signal) => {
        checkType(response, ['application/json'])
        return parseJson(await readBody(response, signal))
      }),

    readSievedRuns: (call) =>
      exchange(call, 'application/json', async (response, signal) => {
        checkType(response, ['application/json'])
        const sieve = createRunSieve()
        let rest = MAX_SIEVED * options.maxResponseBytes
        const isWhole = await readPieces(response.body, signal, (bytes) => {
          rest -= bytes.byteLength
          return rest >= 0 && sieve.add(bytes)
        })
        if (isWhole) return parseJson(sieve.end())
        throw new TooLargeError()
      }),

    readPicture: (call) =>
      exchange(call, 'image/*', async (response, signal) => {
        const type = checkType(response, [...pictureStarts.keys()])
        const bytes = await readBody(response, signal)
        const start = String.fromCharCode(...bytes.subarray(0, 12))
        // Text under the name of a picture, such as an error page, may hold what no viewer should know.
        if (pictureStarts.get(type)?.test(start)) return { bytes, type }
        throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
      }),

    openEvents: (call) =>
      exchange(call, EVENTS, async ({ headers, body }, signal) => {
        checkType({ headers }, [EVENTS])
        if (!body) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
        return body.pipeThrough(new TransformStream(), { signal })
      }),
  }
}

/** Says that an answer was too large. Of several runs that were asked for, one may be to blame. */
export class TooLargeError extends HandlerError {
  constructor() {
    super('UPSTREAM_INVALID_RESPONSE', {
      message: 'The answer of TinyFish is larger than `maxResponseBytes`.',
    })
  }
}

function checkType({ headers }: Pick<Response, 'headers'>, allowed: readonly string[]): string {
  const type = headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (allowed.includes(type)) return type
  throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseRunText(new TextDecoder().decode(bytes))
  } catch {
    throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  }
}

/** Rejects when the signal aborts, because not every `fetch` that a host passes listens to it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
  })
  return Promise.race([work, aborted])
}

/** Makes the request of a call. Nothing gets into it but constants, the API key and the call. */
export function createUpstreamRequest(
  { method, path, query, body, signal }: Call,
  accept: string,
  { apiKey, baseUrl }: { apiKey: string; baseUrl: string },
): Request {
  const url = new URL(`${baseUrl}${path}`)
  // Even if an id was not checked well enough, the path must not have led to another resource.
  if (url.pathname !== `${new URL(baseUrl).pathname.replace(/\/$/, '')}${path}`) {
    throw new HandlerError('INTERNAL_ERROR')
  }
  if (query) url.search = query.toString()
  return new Request(url, {
    method,
    headers: {
      'X-API-Key': apiKey,
      Accept: accept,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // A redirect to another host would take the key along.
    redirect: 'error',
    // Some frameworks put a cache behind `fetch`.
    cache: 'no-store',
    signal,
  })
}
