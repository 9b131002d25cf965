import { base64url, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'

import type { CheckedKeys } from './keys.js'
import type { ViewerToken } from './viewerToken.js'
import { findKind, LONGEST_TOKEN, readClaims } from './viewerToken.js'

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

/** Gives what a token says that may have ended, or `null` for a text that is no token or is forged. */
export async function readEndedToken(text: string, keys: CheckedKeys): Promise<ViewerToken | null> {
  try {
    const { iat = 0 } = decodeJwt(text)
    return await verify(text, keys, new Date(iat * 1_000))
  } catch {
    return null
  }
}

async function verify(
  text: string,
  options: CheckedKeys,
  currentDate = new Date(),
): Promise<ViewerToken | null> {
  if (text.length > LONGEST_TOKEN) return null
  try {
    const { kid, typ } = decodeProtectedHeader(text)
    const kind = findKind(typ)
    if (!kind || text.length > kind.maxLength || !isCanonical(text)) return null
    const key = options.keys.get(kid ?? '')
    if (!key) return null
    const { payload } = await jwtVerify(text, key.verify, {
      // The algorithm must be that of the key: the token could name a weaker one.
      algorithms: [key.algorithm],
      typ: kind.type,
      issuer: options.issuer,
      audience: options.audience,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp'],
      // With a maximum age, jose also refuses a token that was made in the future.
      maxTokenAge: kind.maxTtl / 1_000,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate,
    })
    return readClaims(payload, kind)
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
