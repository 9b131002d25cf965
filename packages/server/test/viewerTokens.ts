import { generateKeyPairSync } from 'node:crypto'

import { SignJWT } from 'jose'

import type { ViewerGrant } from '../src/tokens/createViewerToken.js'
import { createViewerToken } from '../src/tokens/createViewerToken.js'
import type { ViewerTokenKeys } from '../src/tokens/keys.js'

export const SECRET = 'a-s3cret-of-viewer-tokens-that-is-long-enough'

const pair = generateKeyPairSync('ed25519')
/** An Ed25519 key with its private part. */
export const ED25519 = pair.privateKey.export({ format: 'jwk' })
/** The public part, in the form in which it is handed around. */
export const ED25519_PEM = pair.publicKey.export({ format: 'pem', type: 'spki' }) as string

/** Makes the header of a token for `run_1`, or for what the test is about. */
export async function bearer(
  grant: Partial<ViewerGrant> = {},
  tokens: ViewerTokenKeys = { secret: SECRET },
): Promise<{ Authorization: string }> {
  const token = await createViewerToken(
    { runs: ['run_1'], scope: ['run:read', 'run:result'], subject: 'ann', ...grant },
    tokens,
  )
  return { Authorization: `Bearer ${token}` }
}

/** Seconds since 1970. */
export function seconds(): number {
  return Math.floor(Date.now() / 1_000)
}

export interface Forgery {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  key?: Uint8Array | CryptoKey
}

/** Signs a token by hand. The token is a good one unless the forgery changes something. */
export async function forge({ header, claims, key }: Forgery = {}): Promise<string> {
  const now = seconds()
  return new SignJWT({
    iss: 'fishbowl',
    aud: 'fishbowl-viewer',
    sub: 'ann',
    jti: 'token_1',
    iat: now,
    exp: now + 600,
    runs: ['run_1'],
    scope: ['run:read'],
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'fishbowl-viewer+jwt', kid: 'default', ...header })
    .sign(key ?? new TextEncoder().encode(SECRET))
}
