import { hashKey } from '@tanstack/react-query'

/**
 * Leaves an option as react-query has it, whatever the host's `defaultOptions` say: an option that is
 * there wins, also without a value. Its type fits every option.
 */
const unset = undefined as never

/**
 * What every query of ours says of itself. A host sets `defaultOptions` for its own queries; ours must
 * not show one run in the place of another, throw into the host's page, or go on in a hidden tab for it.
 */
export const queryDefaults = {
  enabled: unset,
  queryHash: unset,
  queryKeyHashFn: hashKey,
  // The clock repeats failed reads; react-query's own retries would pause in a hidden tab.
  retry: false,
  retryDelay: unset,
  retryOnMount: true,
  // A host on loopback can be reached while the browser says that it is offline.
  networkMode: 'always',
  staleTime: 0,
  gcTime: unset,
  persister: unset,
  behavior: unset,
  initialData: () => undefined,
  initialDataUpdatedAt: unset,
  placeholderData: unset,
  structuralSharing: false,
  select: unset,
  maxPages: unset,
  meta: unset,
  refetchInterval: false,
  refetchIntervalInBackground: false,
  refetchOnMount: true,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  notifyOnChangeProps: unset,
  throwOnError: false,
} as const

/** What every mutation of ours says of itself. A host hears of it through its `MutationCache`. */
export const mutationDefaults = {
  mutationKey: unset,
  // To start a run costs credits, and to cancel one twice tells the wrong end.
  retry: false,
  retryDelay: unset,
  networkMode: 'always',
  gcTime: unset,
  // In a scope of the host's it would wait for the host's own mutations.
  scope: unset,
  meta: unset,
  onMutate: unset,
  onSuccess: unset,
  onError: unset,
  onSettled: unset,
  throwOnError: false,
} as const
