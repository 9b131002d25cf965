import type { FishbowlClient, FishbowlError, Run } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'
import { notifyManager, QueryObserver } from '@tanstack/react-query'

import { runQueryOptions } from './runQuery.js'
import { getTrack } from './runTrack.js'
import { getRunTracker } from './runTracker.js'

/** What is known of several runs. A run that has not been read yet is in neither map. */
export interface RunBatchSnapshot {
  runs: ReadonlyMap<string, Run>
  errors: ReadonlyMap<string, FishbowlError>
}

/**
 * Observes several runs as a store for hooks, and tells a listener once of what a request has
 * brought. react-query's `useQueries` tells it once for each run, and goes through all runs each time.
 */
export function createRunBatchStore(
  queryClient: QueryClient,
  client: FishbowlClient,
  runIds: readonly string[],
  enabled: boolean,
) {
  const observers = runIds.map(
    (runId) =>
      new QueryObserver(queryClient, {
        ...runQueryOptions(client, runId, { priority: 'normal' }),
        enabled,
        notifyOnChangeProps: ['data', 'error'],
      }),
  )
  let snapshot = read()

  function read(): RunBatchSnapshot {
    const runs = new Map<string, Run>()
    const errors = new Map<string, FishbowlError>()
    observers.forEach((observer, index) => {
      const runId = runIds[index] ?? ''
      const { data, error } = observer.getCurrentResult()
      // react-query forgets an error as soon as it tries again; the track keeps it.
      const lastError = error ?? getTrack(observer.getCurrentQuery()).error
      if (data) runs.set(runId, data)
      if (lastError) errors.set(runId, lastError)
    })
    return { runs, errors }
  }

  function update() {
    const next = read()
    const isSame = isEqual(next.runs, snapshot.runs) && isEqual(next.errors, snapshot.errors)
    if (!isSame) snapshot = next
  }

  return {
    getSnapshot: () => snapshot,

    subscribe: (listener: () => void): (() => void) => {
      let isTold = true
      const tell = () => {
        isTold = true
        update()
        listener()
      }
      const stopTracking = getRunTracker(queryClient).start()
      const leave = observers.map((observer) =>
        observer.subscribe(() => {
          if (isTold) notifyManager.schedule(tell)
          isTold = false
        }),
      )
      // A read may have arrived between the render and this call.
      update()
      return () => {
        isTold = false
        for (const stop of leave) stop()
        stopTracking()
      }
    },
  }
}

function isEqual(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
