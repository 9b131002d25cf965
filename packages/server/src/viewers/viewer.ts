import type { Authorize, RunAction, RunScope } from '../scopes.js'
import { allScopes, isRunScope } from '../scopes.js'
import type { ViewerToken } from '../tokens/viewerToken.js'
import { isFromNobody } from './nobody.js'

/** Who sent a request, and what they may do. */
export interface Viewer {
  /** The token that came with the request. `null` when the host's `authorize` decides. */
  token: ViewerToken | null
  /** Whom the limits are for. `null` when the host does not say who it is. */
  subject: string | null
  /** Whether nothing in the request could say who sent it. Then a no for one run is a no for all. */
  isNobody: boolean
  /** Epoch milliseconds at which the rights end, and open streams with them. */
  expiresAt: number
  /** Gives the scopes that the viewer has for something, or `null` when it is not allowed. */
  getScopes: (action: RunAction) => Promise<ReadonlySet<RunScope> | null>
  /** Tells whether the rights were taken away meanwhile. Rejects when the store cannot tell. */
  isRevoked: () => Promise<boolean>
}

/** The sender of a request to a path for which nobody is asked who they are. */
export const nobody: Viewer = {
  token: null,
  subject: null,
  isNobody: true,
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
  async function ask(action: RunAction): Promise<ReadonlySet<RunScope> | null> {
    try {
      const decision: unknown = await authorize(request, action)
      if (decision === true) return allScopes
      // A host in plain JavaScript may decide with anything, such as the text 'false'.
      if (!Array.isArray(decision)) return null
      const scopes = new Set(decision.filter(isRunScope))
      return scopes.has(action.scope) ? scopes : null
    } catch (error) {
      onFailure(error)
      return null
    }
  }

  return {
    token: null,
    subject,
    isNobody: subject === null && isFromNobody(request),
    expiresAt: Infinity,
    isRevoked: async () => false,
    async getScopes(action) {
      const scopes = await ask(action)
      if (!scopes || action.scope !== 'run:read') return scopes
      // Whoever may read all of a run may not always cancel it, and then the page must not offer it.
      const mayCancel = (await ask({ ...action, scope: 'run:cancel' })) !== null
      return withCancel(scopes, mayCancel)
    },
  }
}

/** Gives the scopes with the right to cancel, or without it. */
export function withCancel(
  scopes: ReadonlySet<RunScope>,
  mayCancel: boolean,
): ReadonlySet<RunScope> {
  if (scopes.has('run:cancel') === mayCancel) return scopes
  const others = [...scopes].filter((scope) => scope !== 'run:cancel')
  return new Set<RunScope>(mayCancel ? [...others, 'run:cancel'] : others)
}

/** Makes the viewer of a token. */
export function createTokenViewer(
  token: ViewerToken,
  hasStarted: (subject: string, runId: string) => Promise<boolean>,
  isRevoked: (token: ViewerToken) => Promise<boolean>,
): Viewer {
  async function mayTouch(runId: string): Promise<boolean> {
    if (token.runs.has(runId)) return true
    // Whoever starts a run may follow it. The token cannot name it, as it had no id yet.
    return token.scopes.has('run:start') && hasStarted(token.subject, runId)
  }

  return {
    token,
    subject: token.subject,
    isNobody: false,
    expiresAt: token.expiresAt,
    isRevoked: () => isRevoked(token),
    async getScopes({ scope, runIds }) {
      if (!token.scopes.has(scope)) return null
      const mayTouchEach = await Promise.all(runIds.map(mayTouch))
      return mayTouchEach.every(Boolean) ? token.scopes : null
    },
  }
}
