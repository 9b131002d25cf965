import { isRunId } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { RunScope } from '../scopes.js'
import { isRunScope } from '../scopes.js'

/** The `typ` that tells a viewer token from all other JWTs. */
export const TOKEN_TYPE = 'fishbowl-viewer+jwt'
/** The longest life of a token: a day, in milliseconds. */
export const MAX_TTL = 24 * 60 * 60_000
/** Characters. A longer token would not get through every server in a header. */
export const MAX_TOKEN_LENGTH = 4096
export const MAX_TOKEN_RUNS = 50

/** What a verified token says. */
export interface ViewerToken {
  /** The `jti` of the token. */
  id: string
  subject: string
  runs: ReadonlySet<string>
  scopes: ReadonlySet<RunScope>
  /** Epoch milliseconds. */
  issuedAt: number
  /** Epoch milliseconds. */
  expiresAt: number
}

/**
 * Reads the claims of a token whose signature is good. Gives `null` for claims that `createViewerToken`
 * would not write.
 */
export function readClaims(claims: unknown): ViewerToken | null {
  if (!isRecord(claims)) return null
  const { jti, sub, iat, exp, runs, scope } = claims
  if (!isTokenId(jti) || !isSubject(sub)) return null
  // A text must not pass for a list: it has `includes` too, and would match the beginnings of ids.
  if (!Array.isArray(runs) || runs.length > MAX_TOKEN_RUNS || !runs.every(isRunId)) return null
  if (!Array.isArray(scope) || !scope.every(isRunScope)) return null
  if (typeof iat !== 'number' || typeof exp !== 'number') return null
  const issuedAt = Math.round(iat * 1_000)
  const expiresAt = Math.round(exp * 1_000)
  if (!(expiresAt > issuedAt && expiresAt - issuedAt <= MAX_TTL)) return null
  return {
    id: jti,
    subject: sub,
    runs: new Set(runs),
    scopes: new Set(scope),
    issuedAt,
    expiresAt,
  }
}

export function isTokenId(value: unknown): value is string {
  return isRunId(value)
}

/** Tells whether a value is the subject of a viewer. It must be one line, as it is written into logs. */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}\p{Zl}\p{Zp}]{1,256}$/u.test(value)
}
