import { FishbowlError } from '@fishbowl/core'

import type { RunScope } from '../scopes.js'
import type { ViewerTokenKeys } from './keys.js'
import { signToken } from './signToken.js'
import { isSubject, viewerKind } from './viewerToken.js'

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
  const { subject, ttl = DEFAULT_TTL, id = crypto.randomUUID(), runs, scope } = grant
  if (!isSubject(subject)) {
    fail('a `subject` that is not 1 to 256 characters on one line. Pass your id of the user.')
  }
  if (!(ttl >= MIN_TTL && ttl <= viewerKind.maxTtl)) {
    fail('a `ttl` that is not between a second and 24 hours. It is in milliseconds.')
  }
  return signToken(viewerKind, { subject, runs, scope, ttl, id }, tokens, 'createViewerToken')
}

function fail(what: string): never {
  throw new FishbowlError({
    code: 'invalid_input',
    message: `createViewerToken was given ${what}`,
  })
}
