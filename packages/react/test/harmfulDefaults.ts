import { parseRun } from '@fishbowl/core'
import type { DefaultOptions } from '@tanstack/react-query'
import { keepPreviousData } from '@tanstack/react-query'

/** The options of react-query's own that a host may set for all queries or mutations. */
type Options<Kind extends 'queries' | 'mutations'> = Exclude<
  keyof Required<NonNullable<DefaultOptions[Kind]>>,
  // What begins so is react-query's own business.
  `_${string}`
>

const stolen = parseRun({ run_id: 'stolen', status: 'COMPLETED', result: { stolen: true } })
const never = () => new Promise<never>(() => {})
const fail = () => {
  throw new Error('A default of the host failed.')
}

/**
 * Each option with the value that would do the most harm to our queries. An option that a new version of
 * react-query brings is missing here, which the type check finds.
 */
export const harmfulQueryOptions = {
  enabled: false,
  queryFn: () => stolen,
  queryHash: 'one for all',
  queryKeyHashFn: () => 'one for all',
  retry: 3,
  retryDelay: 1,
  retryOnMount: false,
  networkMode: 'offlineFirst',
  staleTime: Infinity,
  gcTime: 0,
  persister: never,
  behavior: {
    onFetch(context) {
      context.fetchFn = never
    },
  },
  initialData: stolen,
  initialDataUpdatedAt: Number.MAX_SAFE_INTEGER,
  placeholderData: keepPreviousData,
  structuralSharing: (old: unknown, news: unknown) => old ?? news,
  select: () => stolen,
  maxPages: 1,
  meta: { priority: 'low', whileHidden: true },
  refetchInterval: 100,
  refetchIntervalInBackground: true,
  refetchOnMount: false,
  refetchOnWindowFocus: 'always',
  refetchOnReconnect: 'always',
  notifyOnChangeProps: [],
  throwOnError: true,
} satisfies Pick<NonNullable<DefaultOptions['queries']>, Options<'queries'>> &
  Record<Options<'queries'>, unknown>

/** The same for our mutations. */
export const harmfulMutationOptions = {
  mutationFn: async () => ({ runId: 'stolen' }),
  mutationKey: ['one for all'],
  onMutate: fail,
  onSuccess: fail,
  onError: fail,
  onSettled: fail,
  retry: 3,
  retryDelay: 1,
  networkMode: 'offlineFirst',
  gcTime: 0,
  meta: {},
  scope: { id: 'one after the other' },
  throwOnError: true,
} satisfies Pick<NonNullable<DefaultOptions['mutations']>, Options<'mutations'>> &
  Record<Options<'mutations'>, unknown>
