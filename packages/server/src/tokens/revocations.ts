import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import type { ViewerToken } from './viewerToken.js'
import { MAX_TTL } from './viewerToken.js'

/** Ends viewer tokens early. */
export interface Revocations {
  /** Ends the token with this `id`. */
  revokeToken: (id: string) => Promise<void>
  /** Ends all tokens that a viewer has been given until now. Tokens made after it are good. */
  revokeSubject: (subject: string) => Promise<void>
  /** Asked for each request, and every 30 seconds for an open stream. */
  isRevoked: (token: Pick<ViewerToken, 'id' | 'subject' | 'issuedAt'>) => Promise<boolean>
}

/**
 * Makes a list of tokens that are no longer good. Pass the handler the same one:
 * `tokens: { secret, revocations }`.
 *
 * While the store fails and tokens cannot be looked up, requests with tokens are refused with 503.
 *
 * @param store The one that the processes of your server share. @default the memory of this process
 * @example
 * export const revocations = createRevocations()
 * await revocations.revokeSubject(user.id) // when they sign out
 */
export function createRevocations(
  store: Pick<RunStore, 'get' | 'set'> = createMemoryStore(),
): Revocations {
  return {
    // An entry is needed no longer than the longest life of a token.
    revokeToken: (id) => store.set(`revoked:token:${id}`, '1', MAX_TTL),
    revokeSubject: (subject) =>
      store.set(`revoked:subject:${subject}`, String(Date.now()), MAX_TTL),
    async isRevoked({ id, subject, issuedAt }) {
      const [token, revokedAt] = await Promise.all([
        store.get(`revoked:token:${id}`),
        store.get(`revoked:subject:${subject}`),
      ])
      return token !== null || (revokedAt !== null && issuedAt <= Number(revokedAt))
    },
  }
}
