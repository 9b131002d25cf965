// A door: the push feed is loaded from here, only for hosts that choose that transport.
'use client'

import type { FishbowlClient, GetToken } from '@fishbowl/core'
import { createClient, FishbowlError } from '@fishbowl/core'
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query'
import {
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'

import { noteProvider } from './context/context.js'
import { checkChoice } from './context/settings.js'
import { useIsomorphicLayoutEffect, useLatest } from './dom/useLatest.js'
import type { FishbowlSettings } from './SettingsProvider.js'
import { SettingsProvider } from './SettingsProvider.js'
import type { PageViewer } from './sync/streamGroup.js'
import type { ViewerScopes } from './sync/viewerScopes.js'
import { createViewerScopes, endOffer, offerScopes } from './sync/viewerScopes.js'

interface ConnectionSettings {
  /** The host's react-query client. @default the one of the surrounding `QueryClientProvider`, else a new one */
  queryClient?: QueryClient | undefined
  /**
   * How the runs on the page are kept up to date. With `push` the server tells of up to 100 of them on one
   * event stream; runs beyond these, and all runs while there is no stream, are polled.
   *
   * @default 'poll'
   */
  transport?: 'poll' | 'push' | undefined
}

/** The settings of all that is below the provider, and the endpoint or the client that it talks to. */
export type FishbowlProviderProps = FishbowlSettings &
  ConnectionSettings &
  (
    | {
        /** The URL on your server where `createRunHandler` listens, such as `/api/fishbowl`. */
        endpoint: string
        /**
         * Gets the viewer token, for a handler that takes `tokens`. It is called for each request, so
         * keep the token until it is called with `renew`. A new function is called once more, at most
         * once a second, to find out whether somebody else is here: whose subject is another one is
         * shown nothing that was loaded before.
         */
        getToken?: GetToken | undefined
        client?: never
      }
    | {
        /** A client that you make yourself, when requests need headers or another fetch. */
        client: FishbowlClient
        endpoint?: never
        getToken?: undefined
      }
  )

/**
 * Gives every Fishbowl hook and component below it a client and its settings. Renders no element.
 *
 * @throws {FishbowlError} `invalid_input` when it gets neither an endpoint nor a client, or when
 * `allowedStreamHosts` would admit pages of other people.
 * @example
 * <FishbowlProvider endpoint="/api/fishbowl">
 *   <RunViewer runId={runId} />
 * </FishbowlProvider>
 */
export function FishbowlProvider(props: FishbowlProviderProps) {
  const { endpoint } = props
  const transport = checkChoice('transport', props.transport, ['poll', 'push'])
  if (!props.client && !endpoint) {
    throw new FishbowlError({
      code: 'invalid_input',
      message:
        '<FishbowlProvider> has neither an endpoint nor a client, so nothing below it can load runs. ' +
        'Write <FishbowlProvider endpoint="/api/fishbowl">, with the path where your server mounts createRunHandler.',
    })
  }

  const hostQueryClient = useContext(QueryClientContext)
  const [ownQueryClient] = useState(() => hostQueryClient ?? new QueryClient())
  const queryClient = props.queryClient ?? hostQueryClient ?? ownQueryClient

  // In the render, as a part below may have to tell in the same one that it is of another copy.
  noteProvider()
  const { client, getToken } = useProvidedClient(props, queryClient)

  const [hasStarted, setHasStarted] = useState(false)
  const followStarted = useCallback(() => setHasStarted(true), [])
  const which = transport === 'push' ? 'all' : hasStarted ? 'started' : null
  useEffect(() => {
    if (!which) return
    const controller = new AbortController()
    const { signal } = controller
    // When the code does not come, the runs are polled.
    import('./sync/followShownRuns.js')
      .then(({ followShownRuns }) => {
        if (!signal.aborted) followShownRuns({ client, getToken, queryClient, which, signal })
      })
      .catch(() => {})
    return () => controller.abort()
  }, [which, client, getToken, queryClient])

  const connection = useMemo(() => ({ client, followStarted }), [client, followStarted])
  return (
    <QueryClientProvider client={queryClient}>
      <SettingsProvider {...props} connection={connection} />
    </QueryClientProvider>
  )
}

/**
 * Gives the host's client, or makes one for the endpoint. With `getToken` it is another one, with a scope of its own, when
 * another provider is rendered or a token is somebody else's: nobody is shown what another one loaded.
 */
function useProvidedClient(
  { client, endpoint = '', getToken }: FishbowlProviderProps,
  queryClient: QueryClient,
): PageViewer {
  const scopes = useViewerScopes(endpoint, getToken, queryClient)
  const viewerScope = useSyncExternalStore(scopes.subscribe, scopes.get, scopes.get)
  const scope = getToken ? viewerScope : undefined
  const latestGetToken = useLatest(getToken)
  return useMemo(() => {
    const ask: GetToken = (request) => scopes.getToken(latestGetToken.current, request)
    return client
      ? { client, getToken: null }
      : { client: createClient({ endpoint, scope, getToken: ask }), getToken: ask }
  }, [client, endpoint, scope, scopes, latestGetToken])
}

/** Milliseconds between two calls of `getToken` that only find out who is here. */
const ASK_PAUSE = 1_000

function useViewerScopes(
  endpoint: string,
  getToken: GetToken | undefined,
  queryClient: QueryClient,
): ViewerScopes {
  const offered = useMemo(() => offerScopes(queryClient, endpoint), [queryClient, endpoint])
  // Two providers that are rendered together are offered the same.
  const [other, setOther] = useState<{ than: ViewerScopes; scopes: ViewerScopes }>()
  const scopes = other?.than === offered ? other.scopes : offered
  useIsomorphicLayoutEffect(() => {
    endOffer(queryClient, endpoint)
    const giveBack = offered.take()
    if (giveBack) return giveBack
    setOther({ than: offered, scopes: createViewerScopes(endpoint) })
  }, [queryClient, endpoint, offered])

  useEffect(() => scopes.follow(queryClient), [scopes, queryClient])

  // Who is here may change without any request, as a run that has settled is read no more.
  const last = useRef({ getToken, askedAt: 0 })
  useIsomorphicLayoutEffect(() => {
    if (last.current.getToken === getToken) return
    async function ask() {
      last.current = { getToken, askedAt: Date.now() }
      try {
        await scopes.getToken(getToken, { renew: false })
      } catch {
        // The next request tells its reader that no token can be had.
      }
    }
    // A function that is new on each render is not called on each of them.
    const wait = last.current.askedAt + ASK_PAUSE - Date.now()
    if (wait <= 0) {
      void ask()
      return
    }
    const timer = setTimeout(() => void ask(), wait)
    return () => clearTimeout(timer)
  }, [getToken, scopes])

  return scopes
}
