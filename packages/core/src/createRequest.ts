import { FishbowlError } from './errors.js'

/** One request below the endpoint: a POST when it has a body, else a GET. */
export interface RequestDescription {
  endpoint: string
  path: string
  body?: unknown
  headers: Record<string, string>
  signal: AbortSignal
}

/**
 * Makes a `Request`.
 *
 * @throws {FishbowlError} `invalid_input` when the endpoint or a header cannot stand in a request.
 */
export function createRequest(description: RequestDescription): Request {
  const { endpoint, path, body, headers, signal } = description
  const isPost = body !== undefined
  try {
    return new Request(`${endpoint}${path}`, {
      ...(isPost && { method: 'POST', body: JSON.stringify(body) }),
      headers: isPost ? { ...headers, 'Content-Type': 'application/json' } : headers,
      // Another viewer's answer must never come out of the browser's cache, and a key must never
      // follow a redirect to another host.
      cache: 'no-store',
      redirect: 'error',
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
