import { FishbowlError } from '../errors.js'
import { isRecord } from '../run/wire.js'
import { createError } from './answerError.js'

/**
 * Gives a viewer's token, or `null` when there is none, as for somebody who has signed out. When it rejects,
 * it is asked again after a pause, unless the error has the status 401 or 403.
 *
 * @param request `renew` when the server refused the last one: do not give that one again.
 */
export type GetToken = (request: { renew: boolean }) => string | null | Promise<string | null>

/** A token, numbered in the order in which tokens were asked for. */
interface IssuedToken {
  token: string | null
  number: number
}

/** A token that was asked for because the last one was refused. */
interface Renewal {
  /** The number of the token that it brings. */
  number: number
  /** Milliseconds of `performance.now()`. */
  at: number
  /** The token that was refused, and the one that came for it. */
  tokens: (string | null)[]
  issued: Promise<IssuedToken>
}

/** Where a client gets its tokens. */
interface TokenSource {
  /** Rejects with `unauthorized` when the viewer may have none, and with an error that passes otherwise. */
  get: (request: { renew: boolean }) => Promise<IssuedToken>
  /** Gives the token to use instead of a refused one, and rejects as `get` does. */
  renew: (refused: IssuedToken) => Promise<IssuedToken>
  /**
   * Tells whether another token was got since, as after a renewal or when somebody else signed in.
   */
  isOutdated: (issued: IssuedToken) => boolean
}

/**
 * Milliseconds for which a renewal answers for its tokens. A stream that was refused is followed by
 * reads, and each would ask for another token though the last one was refused a moment ago.
 */
const RENEWAL_LIFE = 10_000

export function createTokenSource(getToken: GetToken | undefined): TokenSource {
  let count = 0
  let newest: IssuedToken = { token: null, number: 0 }
  let renewal: Renewal | undefined

  async function get(request: { renew: boolean }): Promise<IssuedToken> {
    count += 1
    const number = count
    try {
      const issued = { token: checkToken((await getToken?.(request)) ?? null), number }
      // Of two tokens that are fetched at once, the one that comes last may have been asked for
      // first.
      if (number > newest.number) newest = issued
      return issued
    } catch (cause) {
      throw toTokenError(cause)
    }
  }

  function startRenewal({ token }: IssuedToken): Renewal {
    const started: Renewal = {
      number: count + 1,
      at: performance.now(),
      tokens: [token],
      issued: get({ renew: true }),
    }
    started.issued.then(
      (issued) => started.tokens.push(issued.token),
      () => undefined,
    )
    return started
  }

  return {
    get,
    renew(refused) {
      const isAnswered =
        renewal &&
        (refused.number < renewal.number ||
          (renewal.tokens.includes(refused.token) && performance.now() - renewal.at < RENEWAL_LIFE))
      if (!renewal || !isAnswered) renewal = startRenewal(refused)
      return renewal.issued
    },
    isOutdated: ({ token, number }) => number < newest.number && token !== newest.token,
  }
}

/** What may stand in a header, which the page of a login or an error does not. */
const TOKEN = /^[\x21-\x7e]+$/

function checkToken(token: unknown): string | null {
  if (token === null || (typeof token === 'string' && TOKEN.test(token))) return token
  throw new FishbowlError({
    code: 'invalid_response',
    message:
      '`getToken` did not give a token. Let it resolve to the text of one, or to null when nobody is signed in. If your server answers it with a page, let it answer 401.',
  })
}

/** Only a clear no is an end: a route that fails may work again the next time. */
function toTokenError(cause: unknown): FishbowlError {
  if (FishbowlError.isInstance(cause)) return cause
  const status = getStatus(cause) ?? getStatus(isRecord(cause) ? cause.response : null)
  if (status === 401 || status === 403) return createError('unauthorized', { cause })
  return new FishbowlError({
    code: 'network_error',
    message: '`getToken` failed, and is called again after a pause. The cause says why.',
    cause,
  })
}

/** The HTTP status of a `Response` that was thrown, or of an error that has one. */
function getStatus(value: unknown): unknown {
  return isRecord(value) ? value.status : undefined
}
