import type { FishbowlClient } from '@fishbowl/core'
import { isRunId } from '@fishbowl/core'
import type { StreamFollower } from '@fishbowl/core/internal'
import { followStream } from '@fishbowl/core/internal'
import type { Query, QueryClient } from '@tanstack/react-query'
import { focusManager, onlineManager } from '@tanstack/react-query'

import type { FollowedRun } from './followedRun.js'
import { createFollowedRun } from './followedRun.js'
import { runKeys } from './runKeys.js'
import type { RunQuery } from './runTrack.js'

export interface FollowShownRunsOptions {
  client: FishbowlClient
  queryClient: QueryClient
  /** Ends the stream, and lets the runs be polled. */
  signal: AbortSignal
}

/** Milliseconds for which a hidden tab keeps its stream: a look into another tab changes nothing. */
const HIDDEN_GRACE = 30_000

/**
 * Follows the active runs that are shown below a provider on one event stream, whoever shows them, and
 * writes what it tells into the cache that polls write into. While there is no stream the runs are
 * polled as usual. Beyond 100 runs, the less important ones are polled.
 */
export function followShownRuns({ client, queryClient, signal }: FollowShownRunsOptions) {
  const runs = new Map<string, FollowedRun>()
  let isHidden = !focusManager.isFocused()

  function add(query: Query) {
    const runId = getRunId(query, client)
    if (runId === null || runs.has(runId)) return
    runs.set(runId, createFollowedRun(query as unknown as RunQuery, queryClient))
  }

  const follower: StreamFollower = {
    pick: () =>
      [...runs]
        .filter(([, run]) => run.isWanted(isHidden))
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
  }
  queryClient.getQueryCache().getAll().forEach(add)
  const stream = followStream(
    (runIds, options) => client.readPushes(runIds, options),
    follower,
    signal,
  )
  // Runs often come and go together, for instance with a page: the stream changes once for all of them.
  const review = createDebounce(() => stream.review())

  const subscriptions = [
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      const runId = getRunId(query, client)
      if (runId === null || type === 'observerResultsUpdated') return
      if (type === 'removed') runs.delete(runId)
      else add(query)
      review.ask()
    }),
    onlineManager.subscribe((isOnline) => {
      if (isOnline) stream.retry()
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

/**
 * Makes one call for many that are asked for: once none has been for `quiet` milliseconds, but at the
 * latest `longest` milliseconds after the first.
 */
function createDebounce(call: () => void, { quiet = 150, longest = 1_000 } = {}) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = Infinity

  function stop() {
    clearTimeout(timer)
    latest = Infinity
  }

  return {
    ask() {
      const now = performance.now()
      latest = Math.min(latest, now + longest)
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          stop()
          call()
        },
        Math.min(quiet, Math.max(0, latest - now)),
      )
    },
    stop,
  }
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
