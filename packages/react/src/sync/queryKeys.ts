import type { FishbowlClient, ListRunsFilter } from '@fishbowl/core'

/**
 * The keys of all our queries. They start with the client's scope, so that one viewer never sees what
 * another one loaded.
 */
export const queryKeys = {
  all: (client: FishbowlClient) => ['fishbowl', client.scope] as const,
  run: (client: FishbowlClient, runId: string) => [...queryKeys.all(client), 'run', runId] as const,
  // Not below the run's key: to invalidate the run would load its pictures again, which never change.
  stepPicture: (client: FishbowlClient | null, runId: string, stepId: string) =>
    ['fishbowl', client?.scope, 'step-picture', runId, stepId] as const,
  // Not below `lists`: to invalidate the lists would read every page again that was ever loaded.
  pages: (client: FishbowlClient, filter: ListRunsFilter) =>
    [...queryKeys.all(client), 'pages', filter] as const,
  lists: (client: FishbowlClient) => [...queryKeys.all(client), 'list'] as const,
  list: (client: FishbowlClient, filter: ListRunsFilter) =>
    [...queryKeys.lists(client), filter] as const,
  newest: (client: FishbowlClient, filter: ListRunsFilter) =>
    [...queryKeys.lists(client), 'newest', filter] as const,
}
