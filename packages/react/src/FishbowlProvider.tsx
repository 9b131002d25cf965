'use client'

import type { FishbowlClient, GetToken, StreamPolicy } from '@fishbowl/core'
import { createClient, FishbowlError, frameSources } from '@fishbowl/core'
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCallback, useContext, useEffect, useMemo, useState } from 'react'

import type { FishbowlEvent } from './context/context.js'
import { FishbowlContext } from './context/context.js'
import { useLatest } from './dom/useLatest.js'
import type { Messages } from './messages.js'

interface FishbowlSettings {
  /** The host's react-query client. @default the one of the surrounding `QueryClientProvider`, else one of its own */
  queryClient?: QueryClient
  /** Replaces visible texts, one by one. */
  messages?: Partial<Messages>
  /** BCP 47 tag for dates, times and numbers. @default the browser's language */
  locale?: string
  /** `auto` follows the `color-scheme` of the page. @default 'auto' */
  appearance?: 'auto' | 'light' | 'dark'
  /** Hosts that may be shown in a live view beside TinyFish's own: exact hosts or `*.suffix`. */
  allowedStreamHosts?: readonly string[]
  /** Accepts `http` stream pages on this machine, for development with the emulator. @default false */
  allowInsecureLocalhost?: boolean
  /** How many live frames the page shows at once; further ones wait for their turn. @default 4 */
  liveFrameBudget?: number
  /** Milliseconds for which a live view may be available after the end. @default 24 hours */
  liveViewTtl?: number
  /**
   * How the runs that are shown are kept up to date. With `push` the server tells of all of them, up to
   * 100, on one event stream; while there is none they are polled.
   *
   * @default 'poll'
   */
  transport?: 'poll' | 'push'
  /** Told what happens, without URLs or payloads. A new function on each render costs nothing. */
  onEvent?: (event: FishbowlEvent) => void
  children?: ReactNode
}

export type FishbowlProviderProps = FishbowlSettings &
  (
    | {
        /** The URL on your server where `createRunHandler` listens, such as `/api/fishbowl`. */
        endpoint: string
        /**
         * Gives the viewer's token, when the handler takes `tokens`. Asked for each request, so keep
         * the token until it is asked for with `renew`. A new function on each render costs nothing.
         */
        getToken?: GetToken | undefined
        client?: never
      }
    | {
        /** A client of your own making, when requests need headers or another fetch. */
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
  const { endpoint, messages, locale, allowedStreamHosts, allowInsecureLocalhost = false } = props
  const { liveFrameBudget = 4, liveViewTtl } = props
  if (!props.client && !endpoint) {
    throw new FishbowlError({
      code: 'invalid_input',
      message:
        '<FishbowlProvider> has neither an endpoint nor a client, so nothing below it can load runs. ' +
        'Write <FishbowlProvider endpoint="/api/fishbowl">, with the path where your server mounts createRunHandler.',
    })
  }

  const latestGetToken = useLatest(props.getToken)
  const client = useMemo(() => {
    const getToken: GetToken = (request) => latestGetToken.current?.(request) ?? null
    return props.client ?? createClient({ endpoint: endpoint ?? '', getToken })
  }, [props.client, endpoint, latestGetToken])

  const hostQueryClient = useContext(QueryClientContext)
  const [ownQueryClient] = useState(() => hostQueryClient ?? new QueryClient())
  const queryClient = props.queryClient ?? hostQueryClient ?? ownQueryClient

  const [openStreams] = useState(() => new Set<AbortController>())
  // Nobody below it watches any longer; another client may be another user's.
  useEffect(
    () => () => openStreams.forEach((stream) => stream.abort()),
    [openStreams, client, queryClient],
  )

  const { transport = 'poll' } = props
  useEffect(() => {
    if (transport !== 'push') return
    const controller = new AbortController()
    const options = { client, queryClient, signal: controller.signal }
    // Loaded by those alone who use it. When that fails, the runs are polled.
    import('./sync/followShownRuns.js')
      .then(({ followShownRuns }) => followShownRuns(options))
      .catch(() => {})
    return () => controller.abort()
  }, [transport, client, queryClient])

  const appearance = props.appearance === 'auto' ? undefined : props.appearance

  // An array written inline is new on each render; its contents are what counts.
  const hosts = allowedStreamHosts?.join(' ') ?? ''
  const streamPolicy = useMemo(() => {
    const policy: StreamPolicy = {
      allowedStreamHosts: hosts ? hosts.split(' ') : [],
      allowInsecureLocalhost,
      ...(typeof location !== 'undefined' && { pageOrigin: location.origin }),
    }
    // A list that would let other people's pages in fails here, with advice, not amid a page.
    frameSources(policy)
    return policy
  }, [hosts, allowInsecureLocalhost])

  const latestOnEvent = useLatest(props.onEvent)
  const onEvent = useCallback(
    (event: FishbowlEvent) => latestOnEvent.current?.(event),
    [latestOnEvent],
  )

  const value = useMemo(
    () => ({
      client,
      openStreams,
      messages,
      locale,
      appearance,
      streamPolicy,
      liveFrameBudget,
      liveViewTtl,
      onEvent,
    }),
    [
      client,
      openStreams,
      messages,
      locale,
      appearance,
      streamPolicy,
      liveFrameBudget,
      liveViewTtl,
      onEvent,
    ],
  )

  return (
    <QueryClientProvider client={queryClient}>
      <FishbowlContext.Provider value={value}>{props.children}</FishbowlContext.Provider>
    </QueryClientProvider>
  )
}
