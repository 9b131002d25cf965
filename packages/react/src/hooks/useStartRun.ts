'use client'

import type { FishbowlError, StartRunInput } from '@fishbowl/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useClient, useFishbowl } from '../context/context.js'
import { mutationDefaults } from '../sync/hostDefaults.js'
import { withOwnErrors } from '../sync/ownErrors.js'
import { runKeys } from '../sync/runKeys.js'
import { buildRunQuery } from '../sync/runQuery.js'
import { noteRecorded, noteStartWithStream } from '../sync/runTrack.js'

/** How runs are started. */
export interface UseStartRunOptions {
  /**
   * Starts runs with their event stream (`run-sse`), which your handler holds, so that `useRun` has each
   * step as soon as the agent turns to it, not with the next poll: also without `transport="push"` the
   * handler tells of these runs on the event stream that all tabs share. While there is none, the runs are
   * polled. An endpoint that does not know streams starts the run without one.
   *
   * @default false
   */
  stream?: boolean | undefined
}

/** react-query's mutation. */
export type UseStartRunResult = UseMutationResult<{ runId: string }, FishbowlError, StartRunInput>

/**
 * Starts runs. A start costs credits and cannot be taken back, so it is never repeated by itself.
 *
 * After `timeout`, `network_error` or `invalid_response` the run may have been started all the same:
 * look at the list of runs before you start it again.
 *
 * @returns react-query's mutation; its `data` is `{ runId }`, also with `stream` as soon as it is known.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 * @example
 * const startRun = useStartRun()
 * startRun.mutate({ url, goal }, { onSuccess: ({ runId }) => setRunId(runId) })
 */
export function useStartRun({ stream = false }: UseStartRunOptions = {}): UseStartRunResult {
  const client = useClient('useStartRun')
  const { followStarted } = useFishbowl()
  const queryClient = useQueryClient()
  return useMutation<{ runId: string }, FishbowlError, StartRunInput>({
    ...mutationDefaults,
    mutationFn: (input) => withOwnErrors(() => client.startRun(input, { stream })),
    onSuccess: ({ runId }, input) => {
      if (input.captureConfig?.recording) noteRecorded(buildRunQuery(queryClient, client, runId))
      if (!stream) return
      noteStartWithStream(buildRunQuery(queryClient, client, runId))
      followStarted()
    },
    // Also after an error, because only the list can tell whether the run was started.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: runKeys.lists(client) }),
  })
}
