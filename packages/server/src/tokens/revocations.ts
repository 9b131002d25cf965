import { createMemoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/runStore.js'
import type { ViewerToken } from './viewerToken.js'
import { LONGEST_TTL } from './viewerToken.js'

/** Ends viewer tokens early. */
export interface Revocations {
  /** Ends the token with this `id`. */
  revokeToken: (id: string) => Promise<void>
  /** Ends all tokens that a viewer has been given until now. Tokens made after it are good. */
  revokeSubject: (subject: string) => Promise<void>
  /** Asked for each request, and every 30 seconds for an open stream. */
  isRevoked: (token: Pick<ViewerToken, 'id' | 'subject' | 'issuedAt'>) => Promise<boolean>
}

/** What a handler asks of revocations. */
type RevocationCheck = Pick<Revocations, 'isRevoked'>

/** By revocations that were made here: gives those that count for one account. */
const checks = new WeakMap<RevocationCheck, (account: Promise<string>) => RevocationCheck>()

/**
 * Makes a list of tokens that are no longer good. Pass the handler the same one:
 * `tokens: { secret, revocations }`.
 *
 * What is revoked counts for the accounts of the handlers that were given this list. In a process where no
 * handler was, nothing tells the account, and it counts for all accounts that share the store: to keep
 * them apart there, too, give each account a store with a `prefix` of its own.
 *
 * While the store fails and tokens cannot be looked up, requests with tokens are refused with 503.
 *
 * **Without a store a restart forgets what was revoked**: tokens that have not ended are good again, for up
 * to 24 hours, share links for up to 30 days, and other processes never hear of it. The process warns of that
 * once. Where it does not matter, say so with `createRevocations(createMemoryStore())`.
 *
 * @param store The one that the processes of your server share. @default the memory of this process
 * @example
 * export const revocations = createRevocations()
 * await revocations.revokeSubject(user.id) // when they sign out
 */
export function createRevocations(
  store: Pick<RunStore, 'get' | 'set' | 'isPrivate'> = createForgetfulStore(),
): Revocations {
  const accounts = new Set<Promise<string>>()
  const names = new Set<string>()

  /** Some hosts make a handler for each request, and each of them comes with an account. */
  async function dropKnown(account: Promise<string>): Promise<void> {
    const name = await account
    if (names.has(name)) accounts.delete(account)
    names.add(name)
  }

  /** What is put before a key to make it one for all accounts, and what makes it one of an account. */
  const forAll = ''
  const forEach = async (of: Iterable<Promise<string>>) =>
    (await Promise.all(of)).map((account) => `${account}:`)

  async function write(key: string, value: string): Promise<void> {
    const places = accounts.size > 0 ? await forEach(accounts) : [forAll]
    // An entry is needed no longer than the longest life of a token.
    await Promise.all(places.map((place) => store.set(place + key, value, LONGEST_TTL)))
  }

  function createCheck(of: Iterable<Promise<string>>): RevocationCheck['isRevoked'] {
    return async ({ id, subject, issuedAt }) => {
      const places = [forAll, ...(await forEach(of))]
      const entries = places.map(async (place) => {
        const [token, revokedAt] = await Promise.all([
          store.get(`${place}revoked:token:${id}`),
          store.get(`${place}revoked:subject:${subject}`),
        ])
        return token !== null || (revokedAt !== null && issuedAt <= Number(revokedAt))
      })
      return (await Promise.all(entries)).includes(true)
    }
  }

  const revocations: Revocations = {
    revokeToken: (id) => write(`revoked:token:${id}`, '1'),
    revokeSubject: (subject) => write(`revoked:subject:${subject}`, String(Date.now())),
    isRevoked: createCheck(accounts),
  }
  checks.set(revocations, (account) => {
    if (store.isPrivate) return revocations
    accounts.add(account)
    dropKnown(account).catch(() => undefined)
    return { isRevoked: createCheck([account]) }
  })
  return revocations
}

/** Where it is kept that this process has warned. The symbol is a global one, as there may be two copies. */
const HAS_WARNED = Symbol.for('fishbowl.revocations.warned')

/**
 * Makes a store that a restart empties, and warns of it where Node's own warnings go: `onError` is for what
 * goes wrong, and a handler may never be made here. Platforms without `process` get no warning.
 */
function createForgetfulStore(): RunStore {
  const isFirst = !Object.hasOwn(globalThis, HAS_WARNED)
  Object.defineProperty(globalThis, HAS_WARNED, { value: true, configurable: true })
  if (isFirst) {
    globalThis.process?.emitWarning?.(
      'createRevocations was called without a store. What is revoked is forgotten when this process restarts, and its tokens are good again until they end. Pass the store that your processes share, or createMemoryStore() if that does not matter.',
      { code: 'FISHBOWL_REVOCATIONS_IN_MEMORY' },
    )
  }
  return createMemoryStore()
}

/**
 * Gives the revocations that count for an account, and lets what is revoked from now on count for it.
 * Revocations that a host has written itself are those of one account.
 */
export function getRevocationsOf(
  account: Promise<string>,
  revocations: RevocationCheck,
): RevocationCheck {
  return checks.get(revocations)?.(account) ?? revocations
}
