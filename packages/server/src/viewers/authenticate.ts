import { HandlerError } from '../http/handlerError.js'
import { redactError } from '../http/redact.js'
import type { Authorize } from '../scopes.js'
import type { CheckedTokens } from '../tokens/tokenOptions.js'
import { getRevocationsOf } from '../tokens/revocations.js'
import { createTokenVerifier } from '../tokens/tokenVerifier.js'
import type { ViewerToken } from '../tokens/viewerToken.js'
import { isSubject } from '../tokens/viewerToken.js'
import type { StartedRuns } from './startedRuns.js'
import type { Viewer } from './viewer.js'
import { createHostViewer, createTokenViewer } from './viewer.js'

/** Finds out who sent a request. Rejects with a `HandlerError` when nobody knows the sender. */
export type Authenticate = (request: Request) => Promise<Viewer>

/** Who is let in, as the host wants it. */
interface AuthenticatorOptions {
  /** Taken out of what is reported. */
  apiKey: string
  authorize: Authorize | null
  getSubject: ((request: Request) => string | null | Promise<string | null>) | null
  tokens: CheckedTokens | null
  /** The name of the TinyFish account, under which tokens are revoked. */
  account: Promise<string>
}

/**
 * Makes the one place where viewers are recognised: by their token if they show one, else by the
 * host's `authorize`. A bad token is never tried another way.
 */
export function createAuthenticator(
  { apiKey, authorize, getSubject, tokens, account }: AuthenticatorOptions,
  startedRuns: StartedRuns,
  report: (error: HandlerError) => void,
): Authenticate {
  const verify = tokens && createTokenVerifier(tokens)
  const revocations = tokens && getRevocationsOf(account, tokens.revocations)

  /** Waits for what a store has. When the store fails, the request is refused and nobody is let in. */
  async function lookUp<T>(entry: Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await entry
    } catch (error) {
      throw new HandlerError('STORE_UNREACHABLE', { cause: redactError(error, apiKey) })
    }
  }

  const isRevoked = async (token: ViewerToken) =>
    (await lookUp(revocations?.isRevoked(token))) !== false
  const hasStarted = async (subject: string, runId: string) =>
    (await lookUp(startedRuns.has(subject, runId))) === true

  function fail(message: string, error: unknown): void {
    const cause = redactError(error, apiKey)
    report(new HandlerError('FORBIDDEN', { message, cause, isReported: true }))
  }

  async function askSubject(request: Request): Promise<string | null> {
    try {
      const subject: unknown = (await getSubject?.(request)) ?? null
      if (subject === null || isSubject(subject)) return subject
      throw new TypeError('A subject is one line of 1 to 256 characters.')
    } catch (error) {
      fail('`getSubject` failed, and so the request was refused.', error)
      throw new HandlerError('FORBIDDEN')
    }
  }

  return async (request) => {
    const text = readBearer(request)
    if (verify && (text !== null || !authorize)) {
      const token = text === null ? null : await verify(text)
      if (!token || (await isRevoked(token))) throw createUnauthorized()
      return createTokenViewer(token, hasStarted, isRevoked)
    }
    if (!authorize) throw createUnauthorized()
    return createHostViewer(request, await askSubject(request), authorize, (error) =>
      fail('`authorize` failed, and so the request was refused.', error),
    )
  }
}

function createUnauthorized(): HandlerError {
  return new HandlerError('UNAUTHORIZED', { headers: { 'WWW-Authenticate': 'Bearer' } })
}

/**
 * Reads the token in the header, and nowhere else: addresses end up in logs, and cookies are sent along
 * by pages of other origins. Whatever stands behind `Bearer` is one, or it would be tried as a session.
 */
function readBearer({ headers }: Request): string | null {
  const match = /^Bearer(?:\s+(.*))?$/i.exec(headers.get('Authorization') ?? '')
  return match && (match[1] ?? '')
}
