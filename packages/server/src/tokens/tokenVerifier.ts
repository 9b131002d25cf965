import { base64url, decodeProtectedHeader, jwtVerify } from 'jose'

import type { CheckedKeys } from './keys.js'
import type { ViewerToken } from './viewerToken.js'
import { MAX_TOKEN_LENGTH, MAX_TTL, readClaims, TOKEN_TYPE } from './viewerToken.js'

/** Seconds by which the clock of the server that made a token may be ahead. */
const CLOCK_TOLERANCE = 30
/** Tokens that a verifier remembers. */
const MAX_REMEMBERED = 1_000

/** Gives what a token says, or `null` for a text that is no token, is forged or has ended. Never rejects. */
type VerifyViewerToken = (token: string) => Promise<ViewerToken | null>

/** Makes a verifier. It remembers tokens, because a page sends the same one with each request. */
export function createTokenVerifier(keys: CheckedKeys): VerifyViewerToken {
  const remembered = new Map<string, ViewerToken>()

  function remember(text: string, token: ViewerToken) {
    remembered.set(text, token)
    if (remembered.size <= MAX_REMEMBERED) return
    // A Map keeps the order of insertion, so that the first entry is the oldest.
    const [oldest = ''] = remembered.keys()
    remembered.delete(oldest)
  }

  return async (text) => {
    const known = remembered.get(text)
    const token = known ?? (await verify(text, keys))
    if (!token) return null
    if (token.expiresAt <= Date.now()) {
      remembered.delete(text)
      return null
    }
    if (!known) remember(text, token)
    return token
  }
}

async function verify(text: string, options: CheckedKeys): Promise<ViewerToken | null> {
  if (text.length > MAX_TOKEN_LENGTH) return null
  try {
    if (!isCanonical(text)) return null
    const { kid } = decodeProtectedHeader(text)
    const key = options.keys.get(kid ?? '')
    if (!key) return null
    const { payload } = await jwtVerify(text, key.verify, {
      // The algorithm must be that of the key: the token could name a weaker one.
      algorithms: [key.algorithm],
      typ: TOKEN_TYPE,
      issuer: options.issuer,
      audience: options.audience,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp'],
      // With a maximum age, jose also refuses a token that was made in the future.
      maxTokenAge: MAX_TTL / 1_000,
      clockTolerance: CLOCK_TOLERANCE,
    })
    return readClaims(payload)
  } catch {
    return null
  }
}

/**
 * Tells whether the signature is written in the only way that is ours. Decoders also take padding and
 * other last letters, and then a revoked token could be written in another way.
 */
function isCanonical(text: string): boolean {
  const [, signature] = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(text) ?? []
  return signature !== undefined && base64url.encode(base64url.decode(signature)) === signature
}
