import { createError } from './answerError.js'

/** A token, with its turn among all that were got. */
export interface IssuedToken {
  token: string | null
  turn: number
}

/** Where a client gets its tokens. */
export interface TokenSource {
  /** Rejects with `unauthorized` when none can be had. */
  get: () => Promise<IssuedToken>
  /** Tells whether another token was got since, as after a renewal or when somebody else signed in. */
  isOutdated: (issued: IssuedToken) => boolean
}

export function createTokenSource(
  getToken: (() => string | null | Promise<string | null>) | undefined,
): TokenSource {
  let turns = 0
  let newest: IssuedToken = { token: null, turn: 0 }

  return {
    async get() {
      turns += 1
      const turn = turns
      try {
        const issued = { token: (await getToken?.()) ?? null, turn }
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
