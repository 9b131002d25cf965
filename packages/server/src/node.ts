import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextIteration } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import { NodeRequest, toNodeHandler as convert } from 'srvx/node'

import { getAnswerRequest } from './handler/webHandler.js'
import type { HandlerAnswer } from './http/answer.js'
import type { ByteSource } from './http/byteSource.js'
import { refuseBrowsers } from './serverOnly.js'

refuseBrowsers()

/**
 * Milliseconds in which a viewer has to take an answer that is complete. Node itself would keep it in memory
 * for as long as somebody who does not read holds the connection.
 */
const MAX_TAKING = 5 * 60_000

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Turns a handler into a listener for `node:http`, Express and Connect. It streams answers as they come,
 * and aborts the signal of the request when the viewer has gone.
 *
 * When a function of yours rejects (a handler of `createRunHandler` never does), `next` is told as
 * Express expects, or else the answer is 500 and the process warns.
 *
 * Pass the function that `createRunHandler` gives, without another function around it. Then answers are
 * written directly, and no `Response` is made for each of them.
 *
 * Mount it before anything that reads bodies, such as `express.json()`.
 *
 * @example
 * app.use('/api/fishbowl', toNodeHandler(handler))
 */
export function toNodeHandler(
  handler: (request: Request) => Promise<Response>,
): (request: IncomingMessage, response: ServerResponse, next?: (error: unknown) => void) => void {
  const listener = createListener(handler)
  return (request, response, next) => {
    // Express cuts the path of the mount off `url`, but the handler expects the whole path.
    if ('originalUrl' in request && typeof request.originalUrl === 'string') {
      request.url = request.originalUrl
    }
    listener(request, response).catch((error: unknown) => {
      if (next) return next(error)
      // Without a `next` nobody else would tell, and an unhandled rejection would end the process.
      process.emitWarning(error instanceof Error ? error : String(error))
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

function createListener(handler: (request: Request) => Promise<Response>): Listener {
  const answerRequest = getAnswerRequest(handler)
  if (!answerRequest) return convert(handler) as Listener
  return async (req, res) => {
    const answer = await answerRequest(new NodeRequest({ req, res }))
    // This lets all answers of one iteration of the event loop be written together. Without it a proxy
    // on the same machine is woken up for each answer, which can take longer than finding the answer.
    await nextIteration()
    writeAnswer(acceptsGzip(req) ? compressScript(answer) : answer, res)
  }
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0)/.test(headers['accept-encoding'] ?? '')
}

/** The only script that there is, which takes a while to compress. */
let compressed: { code: string; bytes: Uint8Array<ArrayBuffer> } | null = null

/**
 * Compresses the script of share links to a third, as it is the one answer that is large for everybody. Other
 * platforms do so by themselves, and would do it again if it was done here.
 */
function compressScript(answer: HandlerAnswer): HandlerAnswer {
  const { headers, body } = answer
  if (typeof body !== 'string' || !headers['Content-Type']?.startsWith('text/javascript')) {
    return answer
  }
  if (compressed?.code !== body) compressed = { code: body, bytes: new Uint8Array(gzipSync(body)) }
  return { ...answer, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: compressed.bytes }
}

function writeAnswer({ status, headers, body }: HandlerAnswer, response: ServerResponse): void {
  if (typeof body === 'function') return pour(body, status, headers, response)
  if (body === null) {
    response.writeHead(status, headers).end()
    return
  }
  // Node cuts a body into chunks when it does not know the length.
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  response.writeHead(status, Object.assign({ 'Content-Length': length }, headers))
  // The text is plain ASCII if it has as many bytes as characters. Then it is the same in Latin-1, which
  // Node writes in half the time.
  response.end(body, length === body.length ? 'latin1' : 'utf8')
  limitTaking(response)
}

function pour(
  source: ByteSource,
  status: number,
  headers: HandlerAnswer['headers'],
  response: ServerResponse,
): void {
  try {
    response.writeHead(status, headers)
    // The first event may come late, and until the headers are there a page does not know that it is heard.
    response.flushHeaders()
  } catch (error) {
    // The host has answered meanwhile, as it does when it limits times. What was opened has to be left.
    source({ write: () => false, end: () => undefined, fail: () => undefined }).cancel()
    throw error
  }
  const { resume, cancel } = source({
    write: (bytes) => response.write(bytes),
    end() {
      response.end()
      limitTaking(response)
    },
    fail: () => void response.destroy(),
  })
  response.on('drain', resume).on('close', cancel).on('error', cancel)
  if (response.destroyed) cancel()
}

function limitTaking(response: ServerResponse): void {
  if (response.destroyed) return
  const timer = setTimeout(() => response.destroy(), MAX_TAKING)
  response.once('close', () => clearTimeout(timer))
}
