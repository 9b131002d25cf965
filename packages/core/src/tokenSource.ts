import { createError } from './answerError.js'

/** A token, with its turn among all that were got. */
export interface IssuedToken {
  token: string | null
  turn: number
}

/**
 * Gives a viewer's token, or `null` when there is none.
 *
 * @param request `renew` when the server refused the last one: do not give that one again.
 */
export type GetToken = (request: { renew: boolean }) => string | null | Promise<string | null>

/** Where a client gets its tokens. */
export interface TokenSource {
  /** Rejects with `unauthorized` when none can be had. */
  get: (request: { renew: boolean }) => Promise<IssuedToken>
  /** Tells whether another token was got since, as after a renewal or when somebody else signed in. */
  isOutdated: (issued: IssuedToken) => boolean
}

export function createTokenSource(getToken: GetToken | undefined): TokenSource {
  let turns = 0
  let newest: IssuedToken = { token: null, turn: 0 }

  return {
    async get(request) {
      turns += 1
      const turn = turns
      try {
        const issued = { token: (await getToken?.(request)) ?? null, turn }
        // One that was asked for earlier and came later is not newer.
        if (turn > newest.turn) newest = issued
        return issued
      } catch (cause) {
        throw createError('unauthorized', { cause })
      }
    },
    isOutdated: ({ token, turn }) => turn < newest.turn && token !== newest.token,
  }
}
