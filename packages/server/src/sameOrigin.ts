import { HandlerError } from './handlerError.js'

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
  if (!isOwnPage || !isOwnFetch) throw new HandlerError('CROSS_SITE')
}

/**
 * Compares hosts only: behind a proxy that ends TLS the request's URL has another scheme. The `Host`
 * header counts too, as some frameworks write the machine's own name into the URL.
 */
function isHostOf({ url, headers }: Request, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  return [new URL(url).host, headers.get('Host')].includes(new URL(origin).host)
}
