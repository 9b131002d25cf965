import type { GetToken } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'

/** The scopes, in the cache, of those who use one provider with tokens, one after the other. */
export interface ViewerScopes {
  /** The scope of who is here now. No name, token or part of one is in it. */
  get: () => string
  /** Calls back when somebody else is here. */
  subscribe: (listener: () => void) => () => void
  /** Gets a token, and notes whose it is. */
  getToken: (getToken: GetToken | undefined, request: Parameters<GetToken>[0]) => Token
  /**
   * Takes another scope as soon as nobody reads any longer: who reads next may be somebody else, and
   * would be shown a run that has settled before any token is asked for.
   */
  follow: (queryClient: QueryClient) => () => void
  /** Takes them for a provider that is on the page. Returns how to give them back, or `null` when it is too late. */
  take: () => (() => void) | null
}

type Token = ReturnType<GetToken>

/** How many scopes there have been on this page. */
let count = 0

export function createViewerScopes(endpoint: string): ViewerScopes {
  const listeners = new Set<() => void>()
  let scope = createScope(endpoint)
  /** Who is here; `undefined` until the first token. */
  let viewer: string | null | undefined
  /** How many queries of the scope are being read, as often as they are. */
  let readers = 0
  let isTaken = false
  let asked = 0
  let newest = 0

  function change(next: typeof viewer) {
    scope = createScope(endpoint)
    viewer = next
    readers = 0
    for (const listener of listeners) listener()
  }

  function note(token: string | null, number: number) {
    // Of two tokens that are fetched at once, the one that comes last may have been asked for first.
    if (number < newest) return
    newest = number
    const next = token && (getSubject(token) ?? token)
    if (viewer === undefined) viewer = next
    else if (viewer !== next) change(next)
  }

  return {
    get: () => scope,

    take() {
      if (isTaken) return null
      isTaken = true
      return () => {
        isTaken = false
      }
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    getToken(getToken, request) {
      asked += 1
      const number = asked
      const token = getToken?.(request) ?? null
      if (typeof token === 'string' || token === null) {
        note(token, number)
        return token
      }
      return token.then((given) => {
        note(given, number)
        return given
      })
    },

    follow(queryClient) {
      const cache = queryClient.getQueryCache()
      const queries = cache.findAll({ queryKey: ['fishbowl', scope] })
      readers = queries.reduce((sum, query) => sum + query.getObserversCount(), 0)
      return cache.subscribe(({ type, query: { queryKey } }) => {
        if (queryKey[0] !== 'fishbowl' || queryKey[1] !== scope) return
        if (type === 'observerAdded') readers += 1
        if (type !== 'observerRemoved') return
        readers -= 1
        // What leaves and what comes in its place are one after the other in the same task.
        queueMicrotask(() => {
          if (readers === 0 && viewer !== undefined) change(undefined)
        })
      })
    },
  }
}

/** Scopes of providers that have been rendered, but are not on the page yet. */
const waiting = new WeakMap<QueryClient, Map<string, ViewerScopes>>()

/**
 * Gives a provider its scopes. Where something below it suspends before it is on the page, React renders
 * it anew, and forgets what it had: with another scope each time, nothing would ever be there.
 */
export function offerScopes(queryClient: QueryClient, endpoint: string): ViewerScopes {
  const found = waiting.get(queryClient)?.get(endpoint)
  if (found) return found
  const scopes = createViewerScopes(endpoint)
  const offered = waiting.get(queryClient) ?? new Map<string, ViewerScopes>()
  waiting.set(queryClient, offered.set(endpoint, scopes))
  return scopes
}

/** To be called when a provider is on the page, so that the next one is offered others. */
export function endOffer(queryClient: QueryClient, endpoint: string): void {
  waiting.get(queryClient)?.delete(endpoint)
}

function createScope(endpoint: string): string {
  count += 1
  return `${endpoint} viewer ${count}`
}

/** Whom a viewer token is for. It stays the same when the token is renewed. */
function getSubject(token: string): string | null {
  const sub = readClaims(token)?.['sub']
  return typeof sub === 'string' ? sub : null
}

/** What a token says, which only the server can check. `null` for a token of another form. */
export function readClaims(token: string): Record<string, unknown> | null {
  try {
    const [, payload = ''] = token.split('.')
    const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(bytes) as Record<string, unknown> | null
  } catch {
    return null
  }
}
