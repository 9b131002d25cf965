import { HandlerError } from './handlerError.js'

/** What is asked of TinyFish. All of it is written or checked by us. */
export interface Call {
  method: 'GET' | 'POST'
  /** Below the base URL, of constants and checked ids. */
  path: string
  query?: URLSearchParams
  body?: unknown
  /** Aborts when the viewer has gone. */
  signal: AbortSignal
}

/** Makes the request of a call. It consists of constants, the key and what the call holds. */
export function createUpstreamRequest(
  { method, path, query, body, signal }: Call,
  accept: string,
  { apiKey, baseUrl }: { apiKey: string; baseUrl: string },
): Request {
  const url = new URL(`${baseUrl}${path}`)
  // Whatever a path was made of: it must not have led to another resource.
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
