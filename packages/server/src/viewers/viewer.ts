import type { Authorize, RunAction, RunScope } from '../scopes.js'
import { ALL_SCOPES, isRunScope } from '../scopes.js'
import type { ViewerToken } from '../tokens/viewerToken.js'

/** Who sent a request, and what they may do. */
export interface Viewer {
  /** The token that they showed. `null` when the host's `authorize` decides. */
  token: ViewerToken | null
  /** Whom the limits are for. `null` when the host does not say who it is. */
  subject: string | null
  /** Epoch milliseconds at which the rights end; streams end then. */
  expiresAt: number
  /** Gives the scopes that the viewer has for something, or `null` when it is not allowed. */
  getScopes: (action: RunAction) => Promise<ReadonlySet<RunScope> | null>
  /** Tells whether the rights have been taken away since. Rejects when that cannot be told. */
  isRevoked: () => Promise<boolean>
}

/** Stands for the sender of what no viewer sends. */
export const NOBODY: Viewer = {
  token: null,
  subject: null,
  expiresAt: Infinity,
  isRevoked: async () => false,
  getScopes: async () => null,
}

/** Makes the viewer whom the host's own sessions know. */
export function createHostViewer(
  request: Request,
  subject: string | null,
  authorize: Authorize,
  onFailure: (error: unknown) => void,
): Viewer {
  return {
    token: null,
    subject,
    expiresAt: Infinity,
    isRevoked: async () => false,
    async getScopes(action) {
      try {
        const answer: unknown = await authorize(request, action)
        if (answer === true) return ALL_SCOPES
        // A host's plain JavaScript may answer with anything, such as the text 'false'.
        if (!Array.isArray(answer)) return null
        const scopes = new Set(answer.filter(isRunScope))
        return scopes.has(action.scope) ? scopes : null
      } catch (error) {
        onFailure(error)
        return null
      }
    },
  }
}

/** Makes the viewer of a token. */
export function createTokenViewer(
  token: ViewerToken,
  hasStarted: (subject: string, runId: string) => Promise<boolean>,
  isRevoked: (token: ViewerToken) => Promise<boolean>,
): Viewer {
  async function mayTouch(runId: string): Promise<boolean> {
    if (token.runs.has(runId)) return true
    // Who starts a run may follow it, although it had no id yet when the token was made.
    return token.scopes.has('run:start') && hasStarted(token.subject, runId)
  }

  return {
    token,
    subject: token.subject,
    expiresAt: token.expiresAt,
    isRevoked: () => isRevoked(token),
    async getScopes({ scope, runIds }) {
      if (!token.scopes.has(scope)) return null
      const answers = await Promise.all(runIds.map(mayTouch))
      return answers.every(Boolean) ? token.scopes : null
    },
  }
}
