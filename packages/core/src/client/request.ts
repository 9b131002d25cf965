import { FishbowlError } from '../errors.js'
import { createAnswerError, createError, createRedirectError } from './answerError.js'
import { withDeadline } from './deadline.js'
import type { GetToken } from './tokenSource.js'
import { createTokenSource } from './tokenSource.js'

/** How to reach the server. */
interface RequesterOptions {
  endpoint: string
  fetch: (request: Request) => Promise<Response>
  getToken: GetToken | undefined
  headers: Record<string, string> | undefined
  /** Milliseconds for one exchange; a stream only has to open in that time. */
  timeout: number
}

/** What is asked of the server: a POST when it has a body, else a GET. */
export interface Exchange {
  /** Below the endpoint. */
  path: string
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** A successful answer, or a 304, as text. */
export interface TextAnswer {
  status: number
  text: string
  etag: string | null
  /** Epoch milliseconds by this machine's clock. */
  sentAt: number
  /** Epoch milliseconds by this machine's clock. */
  receivedAt: number
}

/** Every method rejects with a `FishbowlError`, or with the reason of the aborted signal. */
export interface Requester {
  /** Reads a whole answer. */
  readText(exchange: Exchange): Promise<TextAnswer>
  /** Hands an answer to `read`, within the same time limit. */
  readAnswer<T>(
    exchange: Exchange,
    accept: string,
    read: (answer: Response) => Promise<T>,
  ): Promise<T>
  /** Opens an event stream, which lasts until it ends or the signal aborts. */
  openStream(exchange: Exchange): Promise<ReadableStream<Uint8Array>>
}

/** Makes the one place where requests leave, with its tokens, time limits and HTTP errors. */
export function createRequester(options: RequesterOptions): Requester {
  const tokens = createTokenSource(options.getToken)

  async function send(exchange: Exchange, accept: string, signal: AbortSignal) {
    const issued = await tokens.get({ renew: false })
    const first = await sendOnce(exchange, accept, signal, issued.token)
    // By now somebody else may have signed in, and must not be shown what the earlier viewer may see.
    const isLate = isRead(exchange) && tokens.isOutdated(issued)
    if (!isLate && ![401, 403].includes(first.response.status)) return check(first)

    // The token may just have run out. The server executed nothing, so that even the start of a run
    // may be sent again without starting a second one.
    const { token } = await (isLate ? tokens.get({ renew: false }) : tokens.renew(issued))
    if (!isLate && (token === null || token === issued.token)) return check(first)
    discard(first.response)
    return check(await sendOnce(exchange, accept, signal, token))
  }

  async function sendOnce(
    exchange: Exchange,
    accept: string,
    signal: AbortSignal,
    token: string | null,
  ) {
    const headers = {
      ...options.headers,
      ...exchange.headers,
      Accept: accept,
      ...(token !== null && { Authorization: `Bearer ${token}` }),
    }
    const request = createRequest(options.endpoint, exchange, headers, signal)
    // While the token was fetched the caller may have left, and a run must not start after that.
    signal.throwIfAborted()
    const sentAt = Date.now()
    try {
      const response = await options.fetch(request)
      return { response, sentAt, receivedAt: Date.now() }
    } catch (cause) {
      throw toNetworkError(cause)
    }
  }

  return {
    readText: (exchange) =>
      withDeadline(options.timeout, exchange.signal, async (signal) => {
        const { response, ...times } = await send(exchange, 'application/json', signal)
        const text = await response.text().catch((cause: unknown) => {
          throw toNetworkError(cause)
        })
        return { status: response.status, text, etag: response.headers.get('ETag'), ...times }
      }),

    readAnswer: (exchange, accept, read) =>
      withDeadline(options.timeout, exchange.signal, async (signal) => {
        const { response } = await send(exchange, accept, signal)
        return read(response).catch((cause: unknown) => {
          throw toNetworkError(cause)
        })
      }),

    async openStream(exchange) {
      const { response } = await withDeadline(options.timeout, exchange.signal, (signal) =>
        send(exchange, 'text/event-stream', signal),
      )
      if (!response.body || !isEventStream(response)) {
        discard(response)
        throw createError('invalid_response', { status: response.status })
      }
      // The request's own signal follows the caller's only within the time limit, which is over.
      return exchange.signal
        ? response.body.pipeThrough(new TransformStream(), { signal: exchange.signal })
        : response.body
    },
  }
}

/** Makes any failure of a transport a `FishbowlError`. */
export function toNetworkError(cause: unknown): FishbowlError {
  return FishbowlError.isInstance(cause) ? cause : createError('network_error', { cause })
}

/**
 * Reads an answer's JSON.
 *
 * @param parse How to read it. @default `JSON.parse`
 * @throws {FishbowlError} `invalid_response`, which quotes nothing of the answer.
 */
export function parseJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text)
  } catch {
    throw createError('invalid_response')
  }
}

/**
 * Makes a `Request`.
 *
 * @throws {FishbowlError} `invalid_input` when the endpoint or a header cannot stand in a request.
 */
function createRequest(
  endpoint: string,
  { path, body }: Exchange,
  headers: Record<string, string>,
  signal: AbortSignal,
): Request {
  const isPost = body !== undefined
  try {
    return new Request(`${endpoint}${path}`, {
      ...(isPost && { method: 'POST', body: JSON.stringify(body) }),
      headers: isPost ? { ...headers, 'Content-Type': 'application/json' } : headers,
      // Another viewer's answer must never come out of the browser's cache, and a key must never
      // follow a redirect to another host. It is looked at, so that it is not taken for a lost network.
      cache: 'no-store',
      redirect: 'manual',
      signal,
    })
  } catch {
    // The platform's own error is not passed on: its text contains the URL or the header.
    throw new FishbowlError({
      code: 'invalid_input',
      message:
        'createClient was given an `endpoint`, a header or a token of which no request can be made. Outside a browser the endpoint must be an absolute URL, such as https://example.com/api/fishbowl. A header or token must be one line of plain text.',
    })
  }
}

async function check<T extends { response: Response }>(sent: T): Promise<T> {
  const { ok, status } = sent.response
  if (isRedirect(sent.response)) throw createRedirectError(sent.response)
  if (!ok && status !== 304) throw await createAnswerError(sent.response)
  return sent
}

/** Browsers do not show where a redirect leads, and hide its status, too. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)
}

/** Tells whether an exchange only reads runs. All others start or cancel something. */
function isRead({ path, body }: Exchange): boolean {
  return body === undefined || path === '/runs/batch'
}

function isEventStream(response: Response): boolean {
  const type = response.headers.get('Content-Type')
  return type === null || /^text\/event-stream\b/i.test(type)
}

/** Lets go of an answer that nobody will read, so that its connection becomes free. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined)
}
