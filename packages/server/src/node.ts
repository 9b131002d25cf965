import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { NodeRequest, toNodeHandler as convert } from 'srvx/node'

import { getAnswerRequest } from './handler/webHandler.js'
import type { Answer } from './http/answer.js'
import type { ByteSource } from './http/byteSource.js'

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Turns a handler into a listener for `node:http`, Express and Connect. Streams as it goes, and aborts
 * the request's signal when the viewer has gone.
 *
 * When a function of yours rejects (a handler of `createRunHandler` never does), `next` is told as
 * Express expects, or else the answer is 500 and the process warns.
 *
 * Pass what `createRunHandler` gives as it is: then Node writes its answers at once, where a function
 * around it takes a `Response` for each.
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
    // Express cuts the path of a mount off `url`, but the handler knows its whole path.
    if ('originalUrl' in request && typeof request.originalUrl === 'string') {
      request.url = request.originalUrl
    }
    listener(request, response).catch((error: unknown) => {
      if (next) return next(error)
      // Nobody else would say it, and an unhandled rejection would end the process.
      process.emitWarning(error instanceof Error ? error : String(error))
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

function createListener(handler: (request: Request) => Promise<Response>): Listener {
  const answer = getAnswerRequest(handler)
  if (!answer) return convert(handler) as Listener
  return async (req, res) => {
    const given = await answer(new NodeRequest({ req, res }))
    // All that one turn of the event loop has answered is written together. Else a proxy on the same
    // machine is woken up for each answer, which can take longer than to find the answer.
    await nextTurn()
    writeAnswer(given, res)
  }
}

/** Writes an answer to a response of Node. */
export function writeAnswer({ status, headers, body }: Answer, response: ServerResponse): void {
  if (typeof body === 'function') {
    response.writeHead(status, headers)
    return pour(body, response)
  }
  if (body === null) {
    response.writeHead(status, headers).end()
    return
  }
  // Node would cut a body of unknown length into chunks.
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  response.writeHead(status, Object.assign({ 'Content-Length': length }, headers))
  // Text of plain ASCII is the same in Latin-1, which Node writes in half the time.
  response.end(body, length === body.length ? 'latin1' : 'utf8')
}

function pour(source: ByteSource, response: ServerResponse): void {
  const { resume, cancel } = source({
    write: (bytes) => response.write(bytes),
    end: () => void response.end(),
    fail: () => void response.destroy(),
  })
  response.on('drain', resume).on('close', cancel).on('error', cancel)
  if (response.destroyed) cancel()
}
