import type { FishbowlClient, ListRunsFilter } from '@fishbowl/core'

/**
 * The query keys of runs and lists, for instance to invalidate them or to read them from the cache. They
 * start with the client's `scope`, so that one viewer never sees what another one loaded.
 *
 * @example
 * await queryClient.invalidateQueries({ queryKey: runKeys.lists(client) })
 */
export const runKeys = {
  /** Of everything that was loaded through a client. */
  all: (client: FishbowlClient) => ['fishbowl', client.scope] as const,
  /** Of one run, as `useRun` has it. */
  run: (client: FishbowlClient, runId: string) => [...runKeys.all(client), 'run', runId] as const,
  /** Of all lists. */
  lists: (client: FishbowlClient) => [...runKeys.all(client), 'list'] as const,
  /** Of one list, as `useRuns` has it. */
  list: (client: FishbowlClient, filter: ListRunsFilter = {}) =>
    [...runKeys.lists(client), filter] as const,
}

/** Whether a key is the one of a run, of whichever client. */
export function isRunKey(key: readonly unknown[]): boolean {
  return key.length === 4 && key[0] === 'fishbowl' && key[2] === 'run'
}

/** The key of one run. */
export type RunKey = ReturnType<typeof runKeys.run>
/** The key of one list. */
export type RunListKey = ReturnType<typeof runKeys.list>
