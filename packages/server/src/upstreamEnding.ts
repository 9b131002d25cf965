import type { EndingCode } from './handlerError.js'

/** What the API's error codes mean to a viewer. What is about our key is not the viewer's fault. */
const BY_CODE = new Map<string, EndingCode>([
  ['MISSING_API_KEY', 'UPSTREAM_UNAUTHORIZED'],
  ['INVALID_API_KEY', 'UPSTREAM_UNAUTHORIZED'],
  ['UNAUTHORIZED', 'UPSTREAM_UNAUTHORIZED'],
  ['INVALID_INPUT', 'INVALID_INPUT'],
  ['INSUFFICIENT_CREDITS', 'INSUFFICIENT_CREDITS'],
  ['FORBIDDEN', 'UPSTREAM_FORBIDDEN'],
  ['NOT_FOUND', 'NOT_FOUND'],
  ['RATE_LIMIT_EXCEEDED', 'RATE_LIMIT_EXCEEDED'],
  ['SERVICE_BUSY', 'SERVICE_BUSY'],
  ['TIMEOUT', 'TIMEOUT'],
])

const BY_STATUS = new Map<number, EndingCode>([
  [401, 'UPSTREAM_UNAUTHORIZED'],
  [402, 'INSUFFICIENT_CREDITS'],
  [403, 'UPSTREAM_FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [408, 'TIMEOUT'],
  [410, 'GONE'],
  [429, 'RATE_LIMIT_EXCEEDED'],
  [503, 'SERVICE_BUSY'],
  [504, 'TIMEOUT'],
])

/**
 * Says how a request ends when TinyFish refused it. The code goes first: missing credit comes as 402
 * or 403, and a refused start even comes with 200.
 *
 * @see https://docs.tinyfish.ai/error-codes
 */
export function getUpstreamEnding(status: number, code: string | null): EndingCode {
  const known = BY_CODE.get(code?.toUpperCase() ?? '') ?? BY_STATUS.get(status)
  if (known) return known
  if (status >= 400 && status < 500) return 'INVALID_INPUT'
  return status >= 300 && status < 400 ? 'UPSTREAM_INVALID_RESPONSE' : 'UPSTREAM_ERROR'
}
