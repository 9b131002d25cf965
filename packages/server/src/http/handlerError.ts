import type { FieldProblem, FishbowlErrorCode } from '@fishbowl/core'
import { FishbowlError } from '@fishbowl/core'
import { getErrorCode } from '@fishbowl/core/internal'

/** One way in which a request ends badly. */
interface Ending {
  status: number
  /** A fixed text, so that neither a secret nor the text of an error of TinyFish gets into it. */
  message: string
  /** @default the code that `getErrorCode` has for the status */
  code?: FishbowlErrorCode
  /** The host's log is told, because it was not the viewer who did something wrong. */
  isReported?: boolean
  /** It lasts until somebody mends it, so that the log is told once and not with each request. */
  isLasting?: boolean
  /** What the operator can do about it. The viewer is not told. */
  advice?: string
}

const endings = {
  INVALID_INPUT: { status: 400, message: 'The request is not valid. Check what was sent.' },
  INSUFFICIENT_CREDITS: {
    status: 402,
    message: 'The TinyFish account has no credit left.',
    isReported: true,
    advice: 'Add credit at https://agent.tinyfish.ai.',
  },
  UNAUTHORIZED: {
    status: 401,
    message: 'No viewer token came with this, or it has ended. Get a new one.',
  },
  FORBIDDEN: { status: 403, message: 'You may not do this.' },
  CROSS_SITE: {
    status: 403,
    message: 'A page of another origin sent this.',
  },
  UPSTREAM_FORBIDDEN: {
    status: 403,
    message: 'The TinyFish account may not do this: its plan, its credit or a feature is missing.',
    isReported: true,
  },
  NOT_FOUND: { status: 404, message: 'There is nothing here, or it belongs to somebody else.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This path does not take this method.' },
  GONE: { status: 410, message: 'TinyFish does not keep this any longer.' },
  REQUEST_TOO_LARGE: { status: 413, message: 'The body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'The body must be application/json.' },
  RATE_LIMIT_EXCEEDED: {
    status: 429,
    message: 'There were too many requests. Wait before the next one.',
    isReported: true,
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: 'You sent too many requests. Wait before the next one.',
  },
  TOO_MANY_STREAMS: {
    status: 429,
    message: 'You have too many event streams open. Close one before you open another.',
  },
  CLIENT_GONE: { status: 499, message: 'The viewer did not wait for the answer.' },
  INTERNAL_ERROR: { status: 500, message: 'The handler failed.', isReported: true },
  UPSTREAM_UNAUTHORIZED: {
    status: 502,
    code: 'unauthorized',
    message: 'TinyFish does not accept the API key of this server.',
    isReported: true,
    advice:
      'Let `apiKey` be a key from https://agent.tinyfish.ai/api-keys that has not been deleted, and look whether `baseUrl` is where the key belongs.',
  },
  UPSTREAM_ERROR: { status: 502, message: 'TinyFish failed.', isReported: true },
  UPSTREAM_UNREACHABLE: {
    status: 502,
    code: 'network_error',
    message: 'TinyFish could not be reached.',
    isReported: true,
    advice: 'Look whether this server may reach the host of `baseUrl`; the cause says what failed.',
  },
  UPSTREAM_NOT_FOUND: {
    status: 503,
    message: 'TinyFish is not where this server looks for it.',
    isReported: true,
    isLasting: true,
    advice:
      'It answered 404 to a path that its API has. Look at `baseUrl`, which ends with the version of the API: https://agent.tinyfish.ai/v1.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    status: 502,
    code: 'invalid_response',
    message: 'The answer of TinyFish is not the one expected.',
    isReported: true,
  },
  SERVICE_BUSY: {
    status: 503,
    message: 'TinyFish is busy or down. Try again later.',
    isReported: true,
  },
  STORE_UNREACHABLE: {
    status: 503,
    message: 'The handler cannot look up what the viewer may do. Try again later.',
    isReported: true,
    isLasting: true,
    advice: 'Look whether the `store`, such as Redis, can be reached; the cause says what failed.',
  },
  TIMEOUT: { status: 504, message: 'TinyFish did not answer in time.', isReported: true },
} as const satisfies Record<string, Ending>

/** The code in the body of an answer that tells of an error: the API's own code where it has one. */
export type EndingCode = keyof typeof endings

export function isEndingCode(value: unknown): value is EndingCode {
  return typeof value === 'string' && Object.hasOwn(endings, value)
}

interface HandlerErrorOptions {
  /** Replaces the fixed text. It must not quote TinyFish or the viewer. */
  message?: string
  /** Headers of the answer, beside those that every answer has. */
  headers?: Record<string, string>
  /** Whether the host's log is told. @default what is usual for the ending */
  isReported?: boolean
  /** What the operator can do, in place of the fixed advice. It must not quote a secret. */
  advice?: string
  /** What is wrong with a field that the viewer sent. */
  field?: FieldProblem | null
  /** Goes into the host's log, and so must have been redacted. */
  cause?: unknown
}

/** An error that ends a request, and that the viewer is told. */
export class HandlerError extends FishbowlError {
  readonly ending: EndingCode
  readonly headers: Record<string, string>
  /** Whether the host's log is told, and not only of what has advice. */
  readonly isReported: boolean
  /** Whether it is told each time. */
  readonly isRepeated: boolean
  /** What the operator can do about it, `null` when there is nothing. The viewer is not told. */
  readonly advice: string | null
  declare readonly status: number

  constructor(ending: EndingCode, options: HandlerErrorOptions = {}) {
    const { message, headers = {}, advice, field, cause } = options
    const {
      status,
      code,
      isReported = false,
      isLasting = false,
      ...fixed
    }: Ending = endings[ending]
    const seconds = headers['Retry-After']
    super({
      code: code ?? getErrorCode(status),
      message: message ?? fixed.message,
      status,
      cause,
      ...(field && { field }),
      ...(seconds !== undefined && { retryAfter: Number(seconds) * 1_000 }),
    })
    this.ending = ending
    this.headers = headers
    this.isReported = options.isReported ?? isReported
    this.isRepeated = this.isReported && !isLasting
    this.advice = advice ?? fixed.advice ?? null
  }
}
