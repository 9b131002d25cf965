import { FishbowlError, isRunId } from '@fishbowl/core'
import { SignJWT } from 'jose'

import type { RunScope } from '../scopes.js'
import { isRunScope } from '../scopes.js'
import type { ViewerTokenKeys } from './keys.js'
import { checkTokenKeys } from './keys.js'
import {
  isSubject,
  isTokenId,
  MAX_TOKEN_LENGTH,
  MAX_TOKEN_RUNS,
  MAX_TTL,
  TOKEN_TYPE,
} from './viewerToken.js'

/** Milliseconds. */
const DEFAULT_TTL = 15 * 60_000
/** Milliseconds. */
const MIN_TTL = 1_000

/** What a viewer token allows, and to whom. */
export interface ViewerGrant {
  /** Ids of the runs that may be watched, 50 at most. None for a token that only starts or lists. */
  runs: readonly string[]
  /** What may be done. `run:stream` hands out control of the browser: leave it out for customers. */
  scope: readonly RunScope[]
  /** Your own id of the viewer, for limits, revocation and audit. 1 to 256 characters on one line. */
  subject: string
  /** Milliseconds until it ends, from a second to 24 hours. @default 900_000 */
  ttl?: number | undefined
  /** Names the token, to revoke it alone. @default a random UUID */
  id?: string | undefined
}

/**
 * Makes a token that lets a browser watch some runs for a short time. Call it on your server, for a
 * viewer whom you have just recognised. The token is a JWT, which a handler that has the same `tokens`
 * takes as `Authorization: Bearer`.
 *
 * @throws {FishbowlError} `invalid_input` when the grant or the keys are not usable.
 * @example
 * const tokens = { secret: process.env.FISHBOWL_TOKEN_SECRET }
 * const token = await createViewerToken(
 *   { runs: [runId], scope: ['run:read', 'run:result'], subject: user.id },
 *   tokens,
 * )
 */
export async function createViewerToken(
  grant: ViewerGrant,
  tokens: ViewerTokenKeys,
): Promise<string> {
  const { newest, issuer, audience } = checkTokenKeys(tokens, 'createViewerToken')
  if (!newest.sign) fail('was given a newest key that cannot sign. Put one with its `d` first.')
  const { runs, scope, subject, ttl = DEFAULT_TTL, id = crypto.randomUUID() } = checkGrant(grant)
  // The fraction stays, so that a token counts that is made right after its subject was revoked.
  const now = Date.now() / 1_000
  const token = await new SignJWT({ runs: [...new Set(runs)], scope: [...new Set(scope)] })
    .setProtectedHeader({ alg: newest.algorithm, typ: TOKEN_TYPE, kid: newest.id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setJti(id)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl / 1_000)
    .sign(newest.sign)
  if (token.length > MAX_TOKEN_LENGTH) {
    fail('was given so many or so long ids that no header would hold the token. Grant fewer runs.')
  }
  return token
}

function checkGrant(grant: ViewerGrant): ViewerGrant {
  const { runs, scope, subject, ttl, id } = grant
  if (!Array.isArray(runs) || runs.length > MAX_TOKEN_RUNS || !runs.every(isRunId)) {
    fail(
      `was given \`runs\` that are not a list of up to ${MAX_TOKEN_RUNS} run ids. There is no sign for all runs.`,
    )
  }
  if (!Array.isArray(scope) || scope.length === 0 || !scope.every(isRunScope)) {
    fail("was given a `scope` that is not a list of rights, such as ['run:read', 'run:result'].")
  }
  if (!isSubject(subject)) {
    fail(
      'was given a `subject` that is not 1 to 256 characters on one line. Pass your id of the user.',
    )
  }
  if (ttl !== undefined && !(ttl >= MIN_TTL && ttl <= MAX_TTL)) {
    fail('was given a `ttl` that is not between a second and 24 hours. It is in milliseconds.')
  }
  if (id !== undefined && !isTokenId(id)) {
    fail('was given an `id` that is not 1 to 128 letters, digits, "-" and "_".')
  }
  return grant
}

function fail(message: string): never {
  throw new FishbowlError({ code: 'invalid_input', message: `createViewerToken ${message}` })
}
