import type { FieldProblem, FishbowlErrorCode } from '../errors.js'
import { FishbowlError, getErrorCode } from '../errors.js'
import { findText, isRecord, ownWords, text, wireObject } from '../run/wire.js'

const messages: Record<FishbowlErrorCode, string> = {
  invalid_input: 'The input is not valid.',
  bad_request: 'The server did not accept the request. Check what was sent.',
  unauthorized:
    'The server does not know who is asking. Give createClient a `getToken` that returns a valid token, or sign in again.',
  payment_required: 'The TinyFish account has no credit left. Add credit, then try again.',
  forbidden:
    'The server does not allow this. Check what the handler’s `authorize` or the token’s scope allows.',
  not_found:
    'There is no such run, or it belongs to somebody else. Check the run id and the endpoint.',
  gone: 'The server does not keep this run any longer.',
  rate_limited: 'There were too many requests. Wait before the next one.',
  timeout: 'The server gave up waiting. Try again.',
  server_error: 'The server failed. Try again, and look into its log if it goes on.',
  unavailable: 'The server is busy or down. Try again later.',
  network_error:
    'The endpoint could not be reached. Check the network, the endpoint and, if it is on another origin, its CORS headers.',
  invalid_response:
    'The answer is not one of the TinyFish API. Check that the endpoint leads to the Fishbowl handler or to the TinyFish API.',
}

/** What a page without an origin is mostly refused for, which nobody would guess from the refusal. */
const NO_ORIGIN =
  ' This page has the origin `null`, as a file, a page in a web view or a frame with a sandbox has, and a server cannot know it for its own: serve the page by http or https.'

/**
 * Whether the page has no origin that it could be known by. A browser refuses to tell it of most answers, and
 * a handler refuses what it asks.
 */
export function hasNoOrigin(): boolean {
  // Not that of its address, which a page in a frame with a sandbox has all the same.
  return globalThis.origin === 'null'
}

/**
 * Makes an error with the fixed text of its code, so that no text of a server gets into a message.
 */
export function createError(
  code: FishbowlErrorCode,
  options?: { status?: number; cause?: unknown },
): FishbowlError {
  const mayBeOrigin = code === 'network_error' || code === 'forbidden'
  const reason = mayBeOrigin && hasNoOrigin() ? NO_ORIGIN : ''
  return new FishbowlError({ code, message: messages[code] + reason, ...options })
}

/** Makes the error for an answer that sends the request elsewhere, which is not followed. */
export function createRedirectError({ status }: Response): FishbowlError {
  return new FishbowlError({
    code: 'invalid_response',
    message:
      'The endpoint redirects to another address, which is not followed, as the token would go along. Let `endpoint` be that address, often with or without a slash at the end, or answer 401 instead of leading to a page for signing in.',
    // Browsers say 0.
    ...(status > 0 && { status }),
  })
}

/**
 * Makes the error for an answer that is not a success. It shows nothing of the body but an error
 * code.
 */
export async function createAnswerError(response: Response): Promise<FishbowlError> {
  const { status, headers } = response
  const error = createError(getErrorCode(status))
  const { vendorCode, field } = await readVendorError(response)
  return new FishbowlError({
    code: error.code,
    message: vendorCode ? `${error.message} (${vendorCode})` : error.message,
    status,
    ...(field && { field }),
    retryAfter: parseRetryAfter(headers.get('Retry-After'), Date.now()),
  })
}

async function readVendorError(response: Response) {
  try {
    const body = parseErrorBody(await response.json())
    const { code } = body
    // Only a word such as INVALID_INPUT is shown: all else could be a piece of a payload, or a
    // secret.
    const vendorCode = code !== null && /^[A-Za-z][A-Za-z_]{1,63}$/.test(code) ? code : null
    return { vendorCode, field: response.status === 400 ? parseFieldProblem(body) : null }
  } catch {
    return { vendorCode: null, field: null }
  }
}

/** What the API says about an error, as far as it could be read. */
export interface ErrorBody {
  /** A code such as `INVALID_INPUT`. */
  code: string | null
  message: string | null
}

const errorSchema = wireObject({ code: text, errorCode: text })

/**
 * Reads the body of an answer that is not a success. Never throws: what cannot be read is `null`.
 *
 * @see https://docs.tinyfish.ai/error-codes
 */
export function parseErrorBody(json: unknown): ErrorBody {
  const error = isRecord(json) && isRecord(json.error) ? json.error : json
  const { code, errorCode } = errorSchema.parse(isRecord(error) ? error : {}, ownWords)
  return {
    code: code ?? errorCode,
    message: findText(error, ['message', 'error', 'details']) || null,
  }
}

/** Reads the message of an error such as `Field "url": Invalid input: expected string, received undefined`. */
export function parseFieldProblem({ message: text }: ErrorBody): FieldProblem | null {
  const [, name, message] = /^Field "([A-Za-z][\w.]{0,99})": (.{1,300})$/s.exec(text ?? '') ?? []
  return name !== undefined && message !== undefined ? { name, message } : null
}

/**
 * Reads a `Retry-After` header, which holds seconds or an HTTP date, into milliseconds from `now`.
 * `undefined` when there is none or it makes no sense.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  // Date.parse takes much that is not an HTTP date, such as a negative number, for a year.
  const date = /^[A-Z][a-z]+, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
