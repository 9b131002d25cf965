import { FishbowlError, isRunId } from '@fishbowl/core'
import type { JWK } from 'jose'

/** A key of viewer tokens. Its `id` stands in each token, so that the right one is found again. */
export type ViewerTokenKey = { id: string } & (
  | {
      /** For HS256: at least 32 random bytes, or a text of them. */
      secret: string | Uint8Array
    }
  | {
      /** For Ed25519. Without its private part (`d`) it verifies and does not sign. */
      jwk: JWK
    }
)

/** How viewer tokens are signed: with one `secret`, or with `keys` that change over time. */
export interface ViewerTokenKeys {
  /**
   * At least 32 random bytes, or a text of them, used for nothing else. The id of this key is
   * `default`. To replace it later, put it into `keys` behind the new one.
   */
  secret?: string | Uint8Array | undefined
  /**
   * The keys, newest first: the first one signs, all verify. Remove an old key when the tokens that it
   * signed have ended, after 24 hours at the latest, and the share links, after 30 days.
   */
  keys?: readonly ViewerTokenKey[] | undefined
  /** Who made the tokens. @default 'fishbowl' */
  issuer?: string | undefined
  /** What the tokens are for. Tells apart two products that share a key. @default 'fishbowl-viewer' */
  audience?: string | undefined
}

/** A key as `jose` takes it. */
interface CheckedKey {
  id: string
  /** The only algorithm that the key is good for, whatever a token says. */
  algorithm: 'HS256' | 'Ed25519'
  verify: Uint8Array | JWK
  /** `null` for a key that only verifies. */
  sign: Uint8Array | JWK | null
}

/** Keys with their defaults. */
export interface CheckedKeys {
  /** The keys by id. It is a Map because the id comes from a token, which may say `__proto__`. */
  keys: ReadonlyMap<string, CheckedKey>
  newest: CheckedKey
  issuer: string
  audience: string
}

const MIN_SECRET_BYTES = 32

/**
 * Checks the keys that a host wrote. No message quotes what is wrong, because it may be the secret.
 *
 * @throws {FishbowlError} `invalid_input` when they are not usable.
 */
export function checkTokenKeys(options: ViewerTokenKeys, caller: string): CheckedKeys {
  const { secret, keys = [], issuer = 'fishbowl', audience = 'fishbowl-viewer' } = options ?? {}
  const given = secret === undefined ? keys : [{ id: 'default', secret }, ...keys]
  const checked = given.map((key) => checkKey(key, caller))
  const [newest] = checked
  if (!newest) {
    fail(
      caller,
      'was given no key for viewer tokens, and without one anybody could write them. Write tokens: { secret: process.env.FISHBOWL_TOKEN_SECRET }, and set that variable on the server.',
    )
  }
  const byId = new Map(checked.map((key) => [key.id, key]))
  if (byId.size < checked.length) fail(caller, 'was given two keys of one `id`.')
  if (!issuer || !audience) fail(caller, 'was given an empty `issuer` or `audience`.')
  return { keys: byId, newest, issuer, audience }
}

function checkKey(key: ViewerTokenKey, caller: string): CheckedKey {
  const { id } = key
  if (!isRunId(id)) {
    fail(caller, 'was given a key whose `id` is not 1 to 128 letters, digits, "-" and "_".')
  }
  if ('jwk' in key) return { id, ...checkJwk(key.jwk, caller) }
  const { secret } = key
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
  if (!(bytes instanceof Uint8Array) || bytes.byteLength < MIN_SECRET_BYTES) {
    fail(
      caller,
      `was given a \`secret\` of less than ${MIN_SECRET_BYTES} bytes, which can be guessed. Make one with openssl rand -base64 32, and keep it for viewer tokens only.`,
    )
  }
  // The copy stays as it is even if the host overwrites its own bytes.
  const copy = bytes.slice()
  return { id, algorithm: 'HS256', verify: copy, sign: copy }
}

function checkJwk(jwk: JWK, caller: string): Omit<CheckedKey, 'id'> {
  const { kty, crv, x, d } = jwk ?? {}
  if (kty !== 'OKP' || crv !== 'Ed25519' || !isKeyText(x) || !(d === undefined || isKeyText(d))) {
    fail(
      caller,
      "was given a `jwk` that is no Ed25519 key. Make one with generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) of node:crypto.",
    )
  }
  const verify: JWK = { kty, crv, x }
  return { algorithm: 'Ed25519', verify, sign: d === undefined ? null : { ...verify, d } }
}

/** Tells whether a value is a text of 32 bytes in base64url. */
function isKeyText(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value)
}

function fail(caller: string, message: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `${caller} ${message}` })
}
