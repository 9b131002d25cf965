import { base64url, decodeProtectedHeader, jwtVerify } from 'jose'

import type { CheckedKeys } from './keys.js'
import type { ViewerToken } from './viewerToken.js'
import { MAX_TOKEN_LENGTH, MAX_TTL, readClaims, TOKEN_TYPE } from './viewerToken.js'

/** Seconds by which the clock of the server that made a token may be ahead. */
const CLOCK_TOLERANCE = 30
const MAX_REMEMBERED = 1_000

/** Gives what a token says, or `null` unless it is one of ours and still good. Never rejects. */
export type VerifyViewerToken = (token: string) => Promise<ViewerToken | null>

/** Makes a verifier. It remembers tokens, as a page sends the same one with each request. */
export function createTokenVerifier(keys: CheckedKeys): VerifyViewerToken {
  const remembered = new Map<string, ViewerToken>()

  function remember(text: string, token: ViewerToken) {
    remembered.set(text, token)
    if (remembered.size <= MAX_REMEMBERED) return
    // A Map keeps the order of insertion.
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
      // Of the key, never of the token.
      algorithms: [key.algorithm],
      typ: TOKEN_TYPE,
      issuer: options.issuer,
      audience: options.audience,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp'],
      // With this a token from the future is refused too.
      maxTokenAge: MAX_TTL / 1_000,
      clockTolerance: CLOCK_TOLERANCE,
    })
    return readClaims(payload)
  } catch {
    return null
  }
}

/** One token has one text: a decoder also takes padding and other last letters. */
function isCanonical(text: string): boolean {
  const [, signature] = /^[\w-]+\.[\w-]+\.([\w-]+)$/.exec(text) ?? []
  return signature !== undefined && base64url.encode(base64url.decode(signature)) === signature
}
