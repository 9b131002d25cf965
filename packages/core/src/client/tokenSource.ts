import { createError } from './answerError.js'

/**
 * Gives a viewer's token, or `null` when there is none.
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
  /** Rejects with `unauthorized` when none can be had. */
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
      const issued = { token: (await getToken?.(request)) ?? null, number }
      // Of two tokens that are fetched at once, the one that comes last may have been asked for
      // first.
      if (number > newest.number) newest = issued
      return issued
    } catch (cause) {
      throw createError('unauthorized', { cause })
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
