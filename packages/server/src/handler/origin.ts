import { parseUrl } from '@fishbowl/core/internal'

import type { HandlerAnswer } from '../http/answer.js'
import { createEmptyAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'

/**
 * Answers a preflight, with which a browser asks whether a page of an allowed origin may send a request.
 * Gives `null` for any other request.
 */
export function answerPreflight(
  request: Request,
  allowedOrigins: readonly string[],
): HandlerAnswer | null {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')
  if (!isPreflight || !getAllowedOrigin(request, allowedOrigins)) return null
  return createEmptyAnswer(204, {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match, Last-Event-ID',
    'Access-Control-Max-Age': '600',
  })
}

/**
 * Lets a page of an allowed origin read an answer. Cookies are not allowed, because pages of other
 * origins have viewer tokens.
 */
export function addCors(
  answer: HandlerAnswer,
  request: Request,
  allowedOrigins: readonly string[],
): HandlerAnswer {
  const origin = getAllowedOrigin(request, allowedOrigins)
  if (!origin) return answer
  const headers = {
    ...answer.headers,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'ETag, Retry-After',
  }
  return { ...answer, headers }
}

function getAllowedOrigin({ headers }: Request, allowedOrigins: readonly string[]): string | null {
  const origin = headers.get('Origin')
  return origin !== null && allowedOrigins.includes(origin) ? origin : null
}

/**
 * Refuses a request that a page of another origin could have sent with the viewer's cookies.
 *
 * A page cannot send JSON elsewhere without asking first, and only allowed origins get an answer to
 * that. `Origin` and `Sec-Fetch-Site` also tell apart the subdomains of one site, which share cookies.
 */
export function checkSameOrigin(request: Request, allowedOrigins: readonly string[]): void {
  const { headers, method } = request
  const type = headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (method === 'POST' && type !== 'application/json') {
    throw new HandlerError('UNSUPPORTED_MEDIA_TYPE')
  }
  const origin = headers.get('Origin')
  if (origin !== null && allowedOrigins.includes(origin)) return
  const isOwnPage = origin === null || isHostOf(request, origin)
  const isOwnFetch = ['same-origin', 'none', null].includes(headers.get('Sec-Fetch-Site'))
  if (isOwnPage && isOwnFetch) return
  throw new HandlerError('CROSS_SITE', { advice: adviseOn(origin, request) })
}

/** Says what to do if the page is the operator's own. */
function adviseOn(origin: string | null, { headers, url }: Request): string {
  const parsed = origin === null ? undefined : parseUrl(origin)
  if (!parsed || parsed.origin !== origin) {
    const named = origin === null ? 'that tells no origin' : 'of the origin `null`'
    return `A page ${named} asked, such as a file, a page in a web view or a frame with a sandbox. Serve it by http or https.`
  }
  const host = headers.get('Host') ?? new URL(url).host
  // nginx leaves the port out of `$host`, and such a page would be refused as before.
  const header = `proxy_set_header Host ${parsed.port === '' ? '$host' : '$http_host'};`
  return (
    `The page is of ${origin}, and the request came for the host ${/^[\w.:[\]-]{1,255}$/.test(host) ? host : 'of another name'}. ` +
    `If the page is yours, let the proxy before this server pass on the host that browsers ask for (nginx: \`${header}\`), ` +
    `or write allowedOrigins: ['${origin}'].`
  )
}

/**
 * Tells whether an origin has the host of the request. The schemes are not compared, because behind a
 * proxy that ends TLS the URL of the request has another one. The `Host` header counts too, because some
 * frameworks write the machine's own name into the URL.
 */
function isHostOf({ url, headers }: Request, origin: string): boolean {
  const parsed = parseUrl(origin)
  return parsed !== undefined && [new URL(url).host, headers.get('Host')].includes(parsed.host)
}
