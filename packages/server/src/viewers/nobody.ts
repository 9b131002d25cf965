/**
 * Headers that every browser, client or proxy sends, whoever sits before it. What is not in this list may
 * be what a host recognises somebody by.
 */
const impersonal = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'dnt',
  'forwarded',
  'host',
  'if-none-match',
  'keep-alive',
  'last-event-id',
  'origin',
  'pragma',
  'priority',
  'referer',
  'te',
  'transfer-encoding',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
])

/** Tells whether nothing in a request could say who sent it: no token, no cookie, no header of a host. */
export function isFromNobody({ headers }: Request): boolean {
  for (const name of headers.keys()) {
    if (!impersonal.has(name) && !name.startsWith('sec-')) return false
  }
  return true
}
