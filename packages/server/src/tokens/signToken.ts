import { FishbowlError, isRunId } from '@fishbowl/core'
import { SignJWT } from 'jose'

import type { RunScope } from '../scopes.js'
import { isRunScope } from '../scopes.js'
import type { ViewerTokenKeys } from './keys.js'
import { checkTokenKeys } from './keys.js'
import type { TokenKind } from './viewerToken.js'
import { isTokenId } from './viewerToken.js'

/** What a token says, whatever its kind. */
export interface TokenClaims {
  id: string
  subject: string
  runs: readonly string[]
  scope: readonly RunScope[]
  /** Milliseconds. */
  ttl: number
  title?: string | undefined
}

/**
 * Signs a token with the newest key.
 *
 * @param caller The function of the host's that errors name.
 * @throws {FishbowlError} `invalid_input` when claims that all kinds have, or the keys, are not usable.
 */
export async function signToken(
  kind: TokenKind,
  claims: TokenClaims,
  tokens: ViewerTokenKeys,
  caller: string,
): Promise<string> {
  const { newest, issuer, audience } = checkTokenKeys(tokens, caller)
  if (!newest.sign) fail(caller, 'a newest key that cannot sign. Put one with its `d` first.')
  checkClaims(claims, kind, caller)
  const { runs, scope, subject, id, ttl, title } = claims
  // The fraction stays, so that a token counts that is made right after its subject was revoked.
  const now = Date.now() / 1_000
  const payload = {
    runs: [...new Set(runs)],
    scope: [...new Set(scope)],
    ...(title !== undefined && { title }),
  }
  const token = await new SignJWT(payload)
    .setProtectedHeader({ alg: newest.algorithm, typ: kind.type, kid: newest.id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setJti(id)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl / 1_000)
    .sign(newest.sign)
  if (token.length > kind.maxLength) {
    fail(caller, 'so many or so long ids that no header would hold the token. Grant fewer runs.')
  }
  return token
}

function checkClaims({ runs, scope, id }: TokenClaims, { maxRuns }: TokenKind, caller: string) {
  if (!Array.isArray(runs) || runs.length > maxRuns || !runs.every(isRunId)) {
    fail(
      caller,
      `\`runs\` that are not a list of up to ${maxRuns} run ids. There is no sign for all runs.`,
    )
  }
  if (!Array.isArray(scope) || scope.length === 0 || !scope.every(isRunScope)) {
    fail(caller, "a `scope` that is not a list of rights, such as ['run:read', 'run:result'].")
  }
  if (!isTokenId(id)) fail(caller, 'an `id` that is not 1 to 128 letters, digits, "-" and "_".')
}

function fail(caller: string, what: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `${caller} was given ${what}` })
}
