import type { FishbowlClient, FishbowlError, Run } from '@fishbowl/core'
import type { QueryClient, QueryKey, UseQueryOptions } from '@tanstack/react-query'
import { queryOptions, skipToken } from '@tanstack/react-query'

import { queryDefaults } from './hostDefaults.js'
import { withOwnErrors } from './ownErrors.js'
import { runKeys } from './runKeys.js'
import { getTrack } from './runTrack.js'

/** The react-query options behind `useStepPicture`. Without a client there is nobody to ask. */
export function stepPictureQueryOptions(
  client: FishbowlClient | null,
  runId: string,
  stepId: string,
): UseQueryOptions<Blob, FishbowlError> {
  return queryOptions<Blob, FishbowlError>({
    ...queryDefaults,
    // Not below the run's key: to invalidate the run would load its pictures again, which never change.
    queryKey: ['fishbowl', client?.scope, 'step-picture', runId, stepId],
    queryFn: client
      ? async ({ client: queryClient, signal }) => {
          const id = await readStepId(queryClient, runKeys.run(client, runId), stepId)
          return withOwnErrors(() => client.getStepScreenshot(runId, id, { signal }), signal)
        }
      : skipToken,
    // A cache that a host has kept as JSON holds an empty object in place of the picture, which has to
    // be loaded again.
    staleTime: ({ state }) => (state.data instanceof Blob ? Infinity : 0),
  })
}

/**
 * The id under which the API has a step. A stream only numbers its steps, so the run is read first,
 * which brings the id of each.
 */
async function readStepId(
  queryClient: QueryClient,
  queryKey: QueryKey,
  stepId: string,
): Promise<string> {
  const query = queryClient.getQueryCache().find<Run>({ queryKey, exact: true })
  if (!query || !getTrack(query).isStreaming || !/^\d+$/.test(stepId)) return stepId
  await queryClient.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false })
  return query.state.data?.steps[Number(stepId) - 1]?.id ?? stepId
}
