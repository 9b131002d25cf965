'use client'

import type { FishbowlProviderProps } from '../FishbowlProvider.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import type { RunViewerProps } from '../viewer/RunViewer.js'
import { RunViewer } from '../viewer/RunViewer.js'

type ProviderProps = Omit<FishbowlProviderProps, 'children'>

/** What `FishbowlProvider` and `RunViewer` take. */
export type NearRunViewerProps = ProviderProps & RunViewerProps

/** The props that are the provider's; a name that is missing here is found by the type check. */
const providerNames: Record<keyof ProviderProps, true> = {
  endpoint: true,
  getToken: true,
  client: true,
  queryClient: true,
  audience: true,
  support: true,
  messages: true,
  locale: true,
  appearance: true,
  allowedStreamHosts: true,
  allowInsecureLocalhost: true,
  liveFrameBudget: true,
  liveViewTtl: true,
  transport: true,
  onEvent: true,
}

/** A viewer with its own provider. */
export function NearRunViewer(props: NearRunViewerProps) {
  const entries = Object.entries(props)
  const pick = (isProviders: boolean) =>
    Object.fromEntries(entries.filter(([name]) => name in providerNames === isProviders))
  return (
    <FishbowlProvider {...(pick(true) as unknown as FishbowlProviderProps)}>
      <RunViewer {...(pick(false) as unknown as RunViewerProps)} />
    </FishbowlProvider>
  )
}
