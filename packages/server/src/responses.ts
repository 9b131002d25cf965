import type { HandlerError } from './handlerError.js'

/** Every answer has these: no cache may give it to another viewer, and no page may embed or sniff it. */
const HEADERS = {
  'Cache-Control': 'no-store',
  Vary: 'Authorization, Origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Answers with JSON text. */
export function createJsonResponse(text: string, headers?: Record<string, string>): Response {
  return createResponse(text, 'application/json', headers)
}

/** Answers without a body. */
export function createEmptyResponse(status: 204 | 304, headers: Record<string, string>): Response {
  return new Response(null, { status, headers: { ...headers, ...HEADERS } })
}

/** Answers with a picture. */
export function createPictureResponse(bytes: Uint8Array<ArrayBuffer>, type: string): Response {
  return createResponse(bytes, type)
}

/** Answers with an event stream that no proxy on the way may hold back. */
export function createEventResponse(events: ReadableStream<Uint8Array>): Response {
  return createResponse(events, 'text/event-stream', { 'X-Accel-Buffering': 'no' })
}

/** Answers with an error, in the form of the API. */
export function createErrorResponse({ ending, message, status, headers }: HandlerError): Response {
  const body = JSON.stringify({ error: { code: ending, message } })
  return createResponse(body, 'application/json', headers, status)
}

function createResponse(
  body: BodyInit,
  type: string,
  headers: Record<string, string> = {},
  status = 200,
): Response {
  return new Response(body, { status, headers: { ...headers, ...HEADERS, 'Content-Type': type } })
}
