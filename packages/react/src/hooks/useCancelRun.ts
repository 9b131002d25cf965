'use client'

import type { Cancellation, FishbowlError } from '@fishbowl/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useClient } from '../context/context.js'
import { mutationDefaults } from '../sync/hostDefaults.js'
import { withOwnErrors } from '../sync/ownErrors.js'
import { runKeys } from '../sync/runKeys.js'

/** react-query's mutation, called with a run id. */
export type UseCancelRunResult = UseMutationResult<Cancellation, FishbowlError, string>

/**
 * Asks for a run to be cancelled, then reads it again.
 * The answer's `status` is the true one: a run may have ended before the request arrived.
 *
 * @returns react-query's mutation, called with a run id.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`.
 */
export function useCancelRun(): UseCancelRunResult {
  const client = useClient('useCancelRun')
  const queryClient = useQueryClient()
  return useMutation<Cancellation, FishbowlError, string>({
    ...mutationDefaults,
    mutationFn: (runId) => withOwnErrors(() => client.cancelRun(runId)),
    onSettled: (_cancellation, _error, runId) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: runKeys.run(client, runId) }),
        queryClient.invalidateQueries({ queryKey: runKeys.lists(client) }),
      ]),
  })
}
