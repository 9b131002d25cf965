'use client'

import type { FishbowlClient } from '@fishbowl/core'

import { useClient } from '../context/context.js'

/**
 * Gives the client of the surrounding `<FishbowlProvider>`, for requests of your own, query keys and
 * prefetching. It stays the same until the provider gets another endpoint or client.
 *
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 * @example
 * const client = useFishbowlClient()
 * const queryClient = useQueryClient()
 * const prefetch = () => queryClient.prefetchQuery(runQueryOptions(client, runId))
 */
export function useFishbowlClient(): FishbowlClient {
  return useClient('useFishbowlClient')
}
