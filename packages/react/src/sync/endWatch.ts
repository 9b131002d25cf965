import type { FishbowlClient, Run } from '@fishbowl/core'
import { getPollDelay, isTerminal } from '@fishbowl/core'
import { hashKey } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'

import { runKeys } from './runKeys.js'
import { findRunQuery } from './runQuery.js'
import { getRunTracker } from './runTracker.js'
import { viewTrack } from './runTrackView.js'

/** Tells of runs that end after they were shown to go on: of each of them once. */
export interface EndWatch {
  /** Looks at a run of the cache, now and whenever that changes, until the function that it gives is called. */
  follow: (queryClient: QueryClient, client: FishbowlClient, runId: string) => () => void
  /** Takes what a list says of a run. Gives whether the end of the run is still to be told. */
  see: (client: FishbowlClient, run: Run) => boolean
}

/**
 * The run has ended when its status is terminal and its outcome is known: a result may come a few reads later,
 * and a recording long after that, which nobody waits for.
 */
export function createEndWatch(tell: (run: Run) => void): EndWatch {
  /** Whether the end is to be told, by viewer and run. What was over at first sight, or has been told, stays `false`. */
  const awaited = new Map<string, boolean>()

  function note(client: FishbowlClient, run: Run, isDecided: boolean): boolean {
    const key = `${client.scope} ${run.runId}`
    const hasEnded = isTerminal(run.status)
    const isAwaited = awaited.get(key) ?? !hasEnded
    const isDue = isAwaited && hasEnded && isDecided
    awaited.set(key, isAwaited && !isDue)
    if (isDue) tell(run)
    return isAwaited && !isDue
  }

  return {
    follow(queryClient, client, runId) {
      function look() {
        const query = findRunQuery(queryClient, client, runId)
        if (query?.state.data) note(client, query.state.data, viewTrack(query).isDecided)
      }
      look()
      return getRunTracker(queryClient).subscribe(hashKey(runKeys.run(client, runId)), look)
    },

    see: (client, run) => note(client, run, getPollDelay(run) === false),
  }
}
