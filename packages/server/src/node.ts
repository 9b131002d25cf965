import type { IncomingMessage, ServerResponse } from 'node:http'

import { toNodeHandler as convert } from 'srvx/node'

/**
 * Turns a handler into a listener for `node:http`, Express and Connect. Streams as it goes, and aborts
 * the request's signal when the viewer has gone.
 *
 * Mount it before anything that reads bodies, such as `express.json()`.
 *
 * @example
 * app.use('/api/fishbowl', toNodeHandler(handler))
 */
export function toNodeHandler(
  handler: (request: Request) => Promise<Response>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = convert(handler) as (
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>
  return (request, response) => {
    // Express cuts the path of a mount off `url`, but the handler knows its whole path.
    if ('originalUrl' in request && typeof request.originalUrl === 'string') {
      request.url = request.originalUrl
    }
    void listener(request, response)
  }
}
