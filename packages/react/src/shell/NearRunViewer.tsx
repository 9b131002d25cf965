'use client'

import type { FishbowlProviderProps } from '../FishbowlProvider.js'
import { FishbowlProvider } from '../FishbowlProvider.js'
import type { RunViewerProps } from '../viewer/RunViewer.js'
import { RunViewer } from '../viewer/RunViewer.js'

/** What `FishbowlProvider` and `RunViewer` take. */
export type NearRunViewerProps = Omit<FishbowlProviderProps, 'children'> & RunViewerProps

/** A viewer with its own provider. */
export function NearRunViewer({
  endpoint,
  getToken,
  client,
  queryClient,
  messages,
  locale,
  appearance,
  allowedStreamHosts,
  allowInsecureLocalhost,
  liveFrameBudget,
  liveViewTtl,
  transport,
  onEvent,
  ...viewer
}: NearRunViewerProps) {
  const settings = {
    endpoint,
    getToken,
    client,
    queryClient,
    messages,
    locale,
    appearance,
    allowedStreamHosts,
    allowInsecureLocalhost,
    liveFrameBudget,
    liveViewTtl,
    transport,
    onEvent,
  }
  // What is not given must not be there, as the provider has defaults of its own.
  const given = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as unknown as FishbowlProviderProps
  return (
    <FishbowlProvider {...given}>
      <RunViewer {...viewer} />
    </FishbowlProvider>
  )
}
