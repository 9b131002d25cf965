import { isRunId } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { RunScope } from '../scopes.js'
import { isRunScope, watchingScopes } from '../scopes.js'

/** What a kind of token may be at most. */
export interface TokenKind {
  /** The `typ` that tells it from all other JWTs. */
  type: string
  /** The longest life, in milliseconds. */
  maxTtl: number
  maxRuns: number
  /** Characters. A longer token would not get through every server in a header. */
  maxLength: number
}

/** Milliseconds. */
const DAY = 24 * 60 * 60_000

/** The token of somebody whom the host knows, and whose page gets another one when it ends. */
export const viewerKind: TokenKind = {
  type: 'fishbowl-viewer+jwt',
  maxTtl: DAY,
  maxRuns: 50,
  maxLength: 4_096,
}

/** The token in a share link, which nobody renews. A hundred UUIDs and a title have room in it. */
export const shareKind: TokenKind = {
  type: 'fishbowl-share+jwt',
  maxTtl: 30 * DAY,
  maxRuns: 100,
  maxLength: 7_680,
}

const kinds: readonly TokenKind[] = [viewerKind, shareKind]

/** The longest life of any token, in milliseconds. */
export const LONGEST_TTL = Math.max(...kinds.map(({ maxTtl }) => maxTtl))

/** The characters that the longest token has. */
export const LONGEST_TOKEN = Math.max(...kinds.map(({ maxLength }) => maxLength))

/** Finds the kind with a `typ`. The `typ` comes from a token, and may be anything. */
export function findKind(type: unknown): TokenKind | null {
  return kinds.find((kind) => kind.type === type) ?? null
}

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
  /** What the token of a share link says beside. `null` for a token of somebody whom the host knows. */
  link: { title: string | null } | null
}

/**
 * Reads the claims of a token whose signature is good. Gives `null` for claims that we would not write into
 * a token of this kind.
 */
export function readClaims(claims: unknown, kind: TokenKind): ViewerToken | null {
  if (!isRecord(claims)) return null
  const { jti, sub, iat, exp, runs, scope } = claims
  if (!isTokenId(jti) || !isSubject(sub)) return null
  // A text must not pass for a list: it has `includes` too, and would match the beginnings of ids.
  if (!Array.isArray(runs) || runs.length > kind.maxRuns || !runs.every(isRunId)) return null
  if (!Array.isArray(scope) || !scope.every(isRunScope)) return null
  if (typeof iat !== 'number' || typeof exp !== 'number') return null
  const issuedAt = Math.round(iat * 1_000)
  const expiresAt = Math.round(exp * 1_000)
  if (!(expiresAt > issuedAt && expiresAt - issuedAt <= kind.maxTtl)) return null
  const link = kind === shareKind ? readLink(scope, claims.title) : null
  if (link === undefined) return null
  return {
    id: jti,
    subject: sub,
    runs: new Set(runs),
    scopes: new Set(scope),
    issuedAt,
    expiresAt,
    link,
  }
}

/** Gives `undefined` for what no share link may say. */
function readLink(
  scopes: readonly RunScope[],
  title: unknown = null,
): ViewerToken['link'] | undefined {
  const isForWatching = scopes.every((scope) => watchingScopes.has(scope))
  if (isForWatching && (title === null || isTitle(title))) return { title }
}

export function isTokenId(value: unknown): value is string {
  return isRunId(value)
}

/** Tells whether a value is the subject of a viewer. It must be one line, as it is written into logs. */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}\p{Zl}\p{Zp}]{1,256}$/u.test(value)
}

/** Tells whether a value can stand above the runs of a share link: one line, of which something is seen. */
export function isTitle(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u.test(value) &&
    /[^\s\p{Default_Ignorable_Code_Point}]/u.test(value)
  )
}
