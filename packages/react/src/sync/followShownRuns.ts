import type { FishbowlClient } from '@fishbowl/core'
import { isRunId } from '@fishbowl/core'
import type { FollowedStream } from '@fishbowl/core/internal'
import type { Query, QueryClient } from '@tanstack/react-query'
import { focusManager, onlineManager } from '@tanstack/react-query'

import { createDebounce } from './debounce.js'
import type { FollowedRun } from './followedRun.js'
import { createFollowedRun } from './followedRun.js'
import { runKeys } from './runKeys.js'
import type { RunQuery } from './runTrack.js'
import type { SharedFollower } from './sharedStream.js'
import { shareStream } from './sharedStream.js'
import type { PageViewer } from './streamGroup.js'
import { findStreamGroup } from './streamGroup.js'

export interface FollowShownRunsOptions extends PageViewer {
  queryClient: QueryClient
  /** Which runs the stream tells of: all that are shown, or those that were started with a stream. */
  which: 'all' | 'started'
  /** Ends the stream, and lets the runs be polled. */
  signal: AbortSignal
}

/** Milliseconds for which a hidden tab keeps its stream: a look into another tab changes nothing. */
const HIDDEN_GRACE = 30_000

/**
 * Follows the active runs that are shown below a provider on one event stream, whoever shows them, and
 * writes what it tells into the cache that polls write into. The stream is shared with the other tabs of
 * the viewer. While there is none the runs are polled as usual. Beyond 100 runs, the less important ones
 * are polled.
 */
export function followShownRuns(options: FollowShownRunsOptions) {
  const { client, queryClient, which, signal } = options
  const runs = new Map<string, FollowedRun>()
  let isHidden = !focusManager.isFocused()

  function add(query: Query) {
    const runId = getRunId(query, client)
    if (runId === null || runs.has(runId)) return
    runs.set(runId, createFollowedRun(query as unknown as RunQuery, queryClient))
  }

  const follower: SharedFollower = {
    pick: () =>
      [...runs]
        .filter(([, run]) => run.isWanted(which, isHidden))
        .toSorted(([, a], [, b]) => a.getPlace() - b.getPlace())
        .map(([runId, { version }]) => [runId, version]),
    isOver: (runId) => runs.get(runId)?.isOver() ?? false,
    setStreamed(runIds) {
      for (const [runId, run] of runs) {
        if (runIds.has(runId)) run.begin()
        else run.end()
      }
    },
    take: (news) => runs.get(news.run.runId)?.take(news),
    refuse: (runId) => runs.get(runId)?.refuse(),
    setShared(runIds) {
      for (const [runId, run] of runs) {
        if (runIds.has(runId)) run.beginShared()
        else run.end()
      }
    },
    takeShared: (news) => runs.get(news.run.runId)?.takeShared(news),
  }
  queryClient.getQueryCache().getAll().forEach(add)
  let stream: Pick<FollowedStream, 'review' | 'retry'> | undefined
  findStreamGroup(options).then(
    (group) => {
      if (signal.aborted) return
      const readPushes: FishbowlClient['readPushes'] = (...asked) => client.readPushes(...asked)
      stream = shareStream({ group, readPushes, follower, signal })
    },
    // Without what pages find each other by, as on an insecure origin, each of them would need a stream of
    // its own, and a few of them would take all connections to the server: the runs are polled.
    () => undefined,
  )
  // Runs often come and go together, for instance with a page: the stream changes once for all of them.
  const review = createDebounce(() => stream?.review())

  const subscriptions = [
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      const runId = getRunId(query, client)
      if (runId === null || type === 'observerResultsUpdated') return
      if (type === 'removed') runs.delete(runId)
      else add(query)
      runs.get(runId)?.catchUp()
      review.ask()
    }),
    onlineManager.subscribe((isOnline) => {
      if (isOnline) stream?.retry()
    }),
    watchHiding((hidden) => {
      isHidden = hidden
      review.ask()
    }),
    review.stop,
  ]
  signal.addEventListener('abort', () => subscriptions.forEach((unsubscribe) => unsubscribe()))
}

/** The id of the run that a query of the cache holds, or `null` for anything else. */
function getRunId({ queryKey }: Query, client: FishbowlClient): string | null {
  const runId = queryKey[3]
  if (queryKey.length !== 4 || !isRunId(runId)) return null
  const runKey = runKeys.run(client, runId)
  return runKey.every((item, index) => item === queryKey[index]) ? runId : null
}

/** Tells when the page has been hidden for a while, and when it is seen again. Gives what ends it. */
function watchHiding(onChange: (isHidden: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = focusManager.subscribe((isFocused) => {
    clearTimeout(timer)
    if (isFocused) onChange(false)
    else timer = setTimeout(onChange, HIDDEN_GRACE, true)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
