'use client'

import type { FishbowlError, Run, RunOutcome, RunOutcomeOptions } from '@fishbowl/core'
import { getRunOutcome } from '@fishbowl/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'

import { useClient } from '../context/context.js'
import { createRunBatchStore } from '../sync/runBatchStore.js'
import type { RunCounts } from '../sync/runCounts.js'
import { countRuns } from '../sync/runCounts.js'

/** How runs are kept up to date, and how their results are judged. */
export interface UseRunBatchOptions<T = unknown> extends RunOutcomeOptions<T> {
  /** Switch reading off, and on again. @default true */
  enabled?: boolean | undefined
}

/** What is known of the runs so far. */
export interface UseRunBatchResult<T = unknown> {
  /** The last good reads by run id, in the order of the ids. */
  runs: ReadonlyMap<string, Run>
  /** What the runs came to, their goals included, by run id. */
  outcomes: ReadonlyMap<string, RunOutcome<T>>
  /** Why the last read of a run failed, by run id. */
  errors: ReadonlyMap<string, FishbowlError>
  /** How many there are of each status and each outcome. */
  counts: RunCounts
  /** Whether some run has neither been read nor failed. */
  isLoading: boolean
}

/**
 * Keeps any number of runs up to date, with one request for a hundred of them. They are shared with
 * `useRun` and all components that show the same runs. A poll that changes nothing renders nothing.
 *
 * @param runIds The same ids in a new array cost nothing.
 * @throws {FishbowlError} `invalid_input` outside `<FishbowlProvider>`. All other errors are returned.
 * @example
 * const { runs, counts } = useRunBatch(order.runIds)
 * return <p>{counts.byStatus['RUNNING'] ?? 0} of {counts.total} are running</p>
 */
export function useRunBatch<T = unknown>(
  runIds: readonly string[],
  { enabled = true, schema, isGoalFailure }: UseRunBatchOptions<T> = {},
): UseRunBatchResult<T> {
  const client = useClient('useRunBatch')
  const queryClient = useQueryClient()
  const ids = useSameList(runIds)
  const store = useMemo(
    () => createRunBatchStore(queryClient, client, [...new Set(ids)], enabled),
    [queryClient, client, ids, enabled],
  )
  const { runs, errors } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getSnapshot,
  )
  const isLoading = enabled && ids.some((runId) => !runs.has(runId) && !errors.has(runId))

  const getOutcome = useMemo(
    () =>
      rememberOutcomes<T>({ ...(schema && { schema }), ...(isGoalFailure && { isGoalFailure }) }),
    [schema, isGoalFailure],
  )
  const outcomes = useMemo(
    () => new Map([...runs].map(([runId, run]) => [runId, getOutcome(run)])),
    [runs, getOutcome],
  )
  const counts = useMemo(() => countRuns(runs.values(), outcomes), [runs, outcomes])

  return { runs, outcomes, errors, counts, isLoading }
}

/** Gives the same outcome for the same run, so that only what has changed renders. */
function rememberOutcomes<T>(options: RunOutcomeOptions<T>) {
  const outcomes = new WeakMap<Run, RunOutcome<T>>()
  return (run: Run): RunOutcome<T> => {
    const outcome = outcomes.get(run) ?? getRunOutcome<T>(run, options)
    outcomes.set(run, outcome)
    return outcome
  }
}

/** Gives the array of before as long as the new one holds the same, so that an inline array costs nothing. */
function useSameList<T>(list: readonly T[]): readonly T[] {
  const [same, setSame] = useState(list)
  if (same === list) return same
  const isSame = same.length === list.length && same.every((item, index) => item === list[index])
  if (!isSame) setSame(list)
  return same
}
