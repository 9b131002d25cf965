'use client'

import type { FishbowlError, StartRunInput } from '@fishbowl/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useClient } from '../FishbowlProvider.js'
import { runKeys } from '../queries.js'
import { rememberRecorded } from '../recordedRuns.js'

/**
 * Starts runs. A start costs credits and cannot be taken back, so it is never repeated by itself.
 *
 * @returns react-query's mutation; its `data` is `{ runId }`.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 * @example
 * const startRun = useStartRun()
 * startRun.mutate({ url, goal }, { onSuccess: ({ runId }) => setRunId(runId) })
 */
export function useStartRun() {
  const client = useClient('useStartRun')
  const queryClient = useQueryClient()
  return useMutation<{ runId: string }, FishbowlError, StartRunInput>({
    mutationFn: (input) => client.startRun(input),
    onSuccess: ({ runId }, input) => {
      if (input.captureConfig?.recording) rememberRecorded(queryClient, runId)
      return queryClient.invalidateQueries({ queryKey: runKeys.lists(client) })
    },
    retry: false,
    networkMode: 'always',
  })
}
