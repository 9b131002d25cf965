import type { FishbowlClient, FishbowlError, Run, RunOutcome } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'
import { notifyManager, QueryObserver } from '@tanstack/react-query'

import { pollClock } from './pollClock.js'
import { runQueryOptions } from './runQuery.js'
import { getPollLog } from './runTrack.js'

/** What is known of several runs. Runs that have not been read yet are in neither. */
export interface RunBatchSnapshot {
  runs: ReadonlyMap<string, Run>
  errors: ReadonlyMap<string, FishbowlError>
}

/**
 * Observes several runs, and tells once what a request has brought for all of them; react-query's
 * `useQueries` tells it for each run, and goes through all of them each time.
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
      // react-query forgets an error while it tries again.
      const lastError = error ?? getPollLog(observer.getCurrentQuery()).error
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
      const leave = observers.map((observer) =>
        observer.subscribe(() => {
          if (isTold) notifyManager.schedule(tell)
          isTold = false
        }),
      )
      // What has come between the render and now.
      update()
      return () => {
        isTold = false
        for (const stop of leave) stop()
        for (const observer of observers) pollClock.leave(observer.getCurrentQuery())
      }
    },
  }
}

function isEqual(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}

/** How many runs there are of each kind. Kinds that no run is of are left out. */
export interface RunCounts {
  total: number
  /** By the vendor's status, such as `RUNNING`. */
  byStatus: Readonly<Record<string, number>>
  /** By what the runs came to, their goals included. */
  byOutcome: Readonly<Partial<Record<RunOutcome['type'], number>>>
}

/** Counts runs by status and by outcome. Those without an outcome are counted by status only. */
export function countRuns(
  runs: Iterable<Run>,
  outcomes: ReadonlyMap<string, Pick<RunOutcome, 'type'>>,
): RunCounts {
  const byStatus = new Map<string, number>()
  const byOutcome = new Map<string, number>()
  let total = 0
  for (const run of runs) {
    total += 1
    const type = outcomes.get(run.runId)?.type
    byStatus.set(run.status, (byStatus.get(run.status) ?? 0) + 1)
    if (type) byOutcome.set(type, (byOutcome.get(type) ?? 0) + 1)
  }
  return {
    total,
    byStatus: Object.fromEntries(byStatus),
    byOutcome: Object.fromEntries(byOutcome),
  }
}
