import type { RunStore } from './runStore.js'

/** Letters of a name: 96 bits, more than enough to tell accounts and goals apart. */
const NAME_LENGTH = 16

/**
 * Names an account for a store that others may read. The name is a keyed hash, from which nobody can get
 * back to the key, and which nobody without the key can make. A new key is a new name.
 */
export function nameAccount(apiKey: string, baseUrl: string): Promise<string> {
  return createNamer(apiKey)(`account ${baseUrl}`)
}

/**
 * Makes the function that names a text for a store that others may read: without the key, nobody can find out
 * whether a name is that of a text which they guess.
 */
export function createNamer(apiKey: string): (text: string) => Promise<string> {
  const encode = (text: string) => new TextEncoder().encode(text)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = crypto.subtle.importKey('raw', encode(apiKey), algorithm, false, ['sign'])
  return async (text) => {
    const hash = await crypto.subtle.sign('HMAC', await imported, encode(`fishbowl ${text}`))
    const letters = btoa(String.fromCharCode(...new Uint8Array(hash)))
    return letters.replaceAll('+', '-').replaceAll('/', '_').slice(0, NAME_LENGTH)
  }
}

/** Gives the part of a store that belongs to one account: all of it, if the store is private. */
export function createAccountStore(store: RunStore, account: Promise<string>): RunStore {
  if (store.isPrivate) return store
  const toKey = async (key: string) => `${await account}:${key}`
  return {
    isPrivate: true,
    get: async (key) => store.get(await toKey(key)),
    set: async (key, value, ttl) => store.set(await toKey(key), value, ttl),
    increment: async (key, ttl) => store.increment(await toKey(key), ttl),
    lease: async (key, holder, ttl) => store.lease(await toKey(key), holder, ttl),
    release: async (key, holder) => store.release(await toKey(key), holder),
    publish: async (channel, message) => store.publish(await toKey(channel), message),
    subscribe: async (channel, listener) => store.subscribe(await toKey(channel), listener),
  }
}
