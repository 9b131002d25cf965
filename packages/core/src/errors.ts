/**
 * What went wrong, as one word that code can branch on.
 *
 * @see https://docs.tinyfish.ai/error-codes
 */
export type FishbowlErrorCode =
  | 'invalid_input'
  | 'bad_request'
  | 'unauthorized'
  | 'payment_required'
  | 'forbidden'
  | 'not_found'
  | 'gone'
  | 'rate_limited'
  | 'timeout'
  | 'server_error'
  | 'unavailable'
  | 'network_error'
  | 'invalid_response'

/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  /** In the API's words, such as `url` or `agent_config.max_steps`. */
  name: string
  /** The API's own text, in English. */
  message: string
}

/** What a `FishbowlError` is made of. */
export interface FishbowlErrorOptions {
  code: FishbowlErrorCode
  /** Text for developers: what happened and what to do. Never a payload, a token or a URL's path. */
  message: string
  /** HTTP status of the answer, when there was one. */
  status?: number | undefined
  /** How long the server asked to wait, in milliseconds. */
  retryAfter?: number | undefined
  /** What is wrong with a field, for whoever filled it in. */
  field?: FieldProblem | undefined
  /** The error that led to this one. */
  cause?: unknown
}

const retryableCodes: ReadonlySet<FishbowlErrorCode> = new Set([
  'rate_limited',
  'timeout',
  'server_error',
  'unavailable',
  'network_error',
  'invalid_response',
])

// The symbol is registered, so that a page with two copies of the package still recognises its
// errors.
const brand = Symbol.for('fishbowl.error')

/**
 * The only error that Fishbowl throws or returns. Branch on `code`, not on the message.
 *
 * @example
 * if (FishbowlError.isInstance(error) && error.code === 'unauthorized') signIn()
 */
export class FishbowlError extends Error {
  readonly [brand] = true
  override readonly name = 'FishbowlError'
  readonly code: FishbowlErrorCode
  /** HTTP status of the answer, when there was one. */
  readonly status?: number
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** How long the server asked to wait, in milliseconds. An hour at most. */
  readonly retryAfter?: number
  /** What is wrong with a field, if the server named one. */
  readonly field?: FieldProblem

  constructor({ code, message, status, retryAfter, field, cause }: FishbowlErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryable = retryableCodes.has(code)
    if (status !== undefined) this.status = status
    if (retryAfter !== undefined) this.retryAfter = limitRetryAfter(retryAfter)
    if (field !== undefined) this.field = field
  }

  /** Tells whether a value is a `FishbowlError`, also one made by another copy of the package. */
  static isInstance(value: unknown): value is FishbowlError {
    return typeof value === 'object' && value !== null && brand in value
  }
}

/** Milliseconds. One wrong number of a server must not stop polls for days. */
const MAX_RETRY_AFTER = 60 * 60_000

/** Gives how long to wait when a server asked for so many milliseconds. */
export function limitRetryAfter(asked: number): number {
  return asked > 0 ? Math.min(asked, MAX_RETRY_AFTER) : 0
}

/** Gives the error code for the HTTP status of an answer that is not a success. */
export function getErrorCode(status: number): FishbowlErrorCode {
  switch (status) {
    case 401:
      return 'unauthorized'
    case 402:
      return 'payment_required'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 408:
    case 504:
      return 'timeout'
    case 410:
      return 'gone'
    case 429:
      return 'rate_limited'
    case 503:
      return 'unavailable'
  }
  if (status >= 500 && status < 600) return 'server_error'
  if (status >= 400 && status < 500) return 'bad_request'
  return 'invalid_response'
}
