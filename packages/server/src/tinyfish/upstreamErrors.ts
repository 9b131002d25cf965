import type { FieldProblem } from '@fishbowl/core'
import { isRecord, parseErrorBody, parseFieldProblem } from '@fishbowl/core/internal'

import { readBytes } from '../http/body.js'
import type { EndingCode } from '../http/handlerError.js'
import { HandlerError } from '../http/handlerError.js'
import { redactKey } from '../http/redact.js'

/** Makes the error for an answer of TinyFish that is no success. */
export async function createUpstreamError(
  response: Response,
  { path, body, signal }: { path: string; body?: unknown; signal: AbortSignal },
  apiKey: string,
): Promise<HandlerError> {
  const { code, field } = await readError(response, signal)
  const retryAfter = response.headers.get('Retry-After')?.trim() ?? ''
  const isNumber = /^\d{1,6}$/.test(retryAfter)
  const headers: Record<string, string> = isNumber ? { 'Retry-After': retryAfter } : {}
  const ending = getUpstreamEnding(response.status, code)
  if (ending === 'INVALID_INPUT') return createRefusal(path, body, field, apiKey)
  // A path with an id may be that of a run that there is not.
  const isKnownPath = !/^\/runs\/(?!batch$)/.test(path)
  return new HandlerError(ending === 'NOT_FOUND' && isKnownPath ? 'UPSTREAM_NOT_FOUND' : ending, {
    headers,
  })
}

/** Says what TinyFish did not accept: to the viewer, who may have filled it in, and to the operator. */
function createRefusal(
  path: string,
  body: unknown,
  field: FieldProblem | null,
  apiKey: string,
): HandlerError {
  const [name = ''] = field?.name.split('.') ?? []
  // What this server has added is no fault of the viewer's.
  const isOfViewer = isRecord(body) && Object.hasOwn(body, name) && name !== 'webhook_url'
  const problem = field && { ...field, message: redactKey(field.message, apiKey) }
  return new HandlerError('INVALID_INPUT', {
    advice: problem
      ? `TinyFish did not accept the field \`${problem.name}\` of a request to ${path}: ${problem.message}`
      : `TinyFish did not accept a request to ${path.split('/', 3).join('/')}, and did not name a field.`,
    field: isOfViewer ? problem : null,
  })
}

/** Reads the code, and of the text only what is wrong with a field: the rest may say more than a viewer should know. */
async function readError(
  response: Response,
  signal: AbortSignal,
): Promise<{ code: string | null; field: FieldProblem | null }> {
  try {
    const bytes = await readBytes(response.body, 64 * 1024, signal)
    const body = bytes && parseErrorBody(JSON.parse(new TextDecoder().decode(bytes)))
    if (body) return { code: body.code, field: parseFieldProblem(body) }
  } catch {
    // What cannot be read says nothing.
  }
  return { code: null, field: null }
}

/**
 * How the API's error codes end a request. Errors about the API key have endings of their own, because
 * the viewer did nothing wrong.
 */
const endingsByCode = new Map<string, EndingCode>([
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

/** How a request ends when the error has no code that is known. */
const endingsByStatus = new Map<number, EndingCode>([
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
  const known = endingsByCode.get(code?.toUpperCase() ?? '') ?? endingsByStatus.get(status)
  if (known) return known
  if (status >= 400 && status < 500) return 'INVALID_INPUT'
  return status >= 300 && status < 400 ? 'UPSTREAM_INVALID_RESPONSE' : 'UPSTREAM_ERROR'
}
