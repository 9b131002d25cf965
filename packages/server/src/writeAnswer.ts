import type { ServerResponse } from 'node:http'

import type { Answer } from './answer.js'
import type { ByteSource } from './byteSource.js'

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
