import { getPollDelay, isTerminal } from '@fishbowl/core'
import type { Query, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query'
import { notifyManager } from '@tanstack/react-query'

import { pollClock } from './pollClock.js'
import { isRunKey } from './runKeys.js'
import type { RunQuery } from './runTrack.js'
import { getReadDelay, getTrack, isCached, noteFollowed } from './runTrack.js'
import type { RunTrackView } from './runTrackView.js'
import { viewTrack } from './runTrackView.js'

/** Follows the runs that are shown of one query client, and tells those who show them how. */
export interface RunTracker {
  /** Follows the runs that are shown, until the function that this gives has been called as often. */
  start(): () => void
  /** Calls a listener when it may have changed how a run is followed. Gives what ends it. */
  subscribe(queryHash: string, listener: () => void): () => void
  /** Says that it has changed how a run is followed, although nothing was written into the cache. */
  tell(query: RunQuery): void
}

const trackers = new WeakMap<QueryClient, RunTracker>()

/** Gives the tracker of a query client: one for all providers, hooks and components. */
export function getRunTracker(queryClient: QueryClient): RunTracker {
  const known = trackers.get(queryClient)
  if (known) return known
  const tracker = createRunTracker(queryClient)
  trackers.set(queryClient, tracker)
  return tracker
}

function createRunTracker(queryClient: QueryClient): RunTracker {
  const cache = queryClient.getQueryCache()
  const listeners = new Map<string, Set<() => void>>()
  /** What the listeners were told last. */
  const told = new WeakMap<RunQuery, RunTrackView>()
  let starts = 0
  let unsubscribe: () => void = () => undefined

  function handle({ type, query }: QueryCacheNotifyEvent) {
    if (type === 'observerResultsUpdated' || !isRunQuery(query)) return
    if (type === 'observerAdded') noteFollowed(query, true)
    if (type === 'removed') told.delete(query)
    plan(query, queryClient)
    tellIfNew(query)
  }

  /** Hands the reads of what is shown already over to the clock, or back to react-query's intervals. */
  function handOver(isFollowed: boolean) {
    for (const query of cache.getAll()) {
      if (!isRunQuery(query)) continue
      // Also one that nobody shows now: whoever shows it next may not use our hooks.
      noteFollowed(query, isFollowed)
      // The option is looked at only when options are set.
      for (const observer of query.observers) observer.setOptions(observer.options)
      if (isFollowed) plan(query, queryClient)
      else pollClock.forget(query)
    }
  }

  function tellIfNew(query: RunQuery) {
    const those = listeners.get(query.queryHash)
    if (!those) return
    const view = viewTrack(query)
    if (told.get(query) === view) return
    told.set(query, view)
    // With what react-query tells of the same change, so that both are drawn at once.
    for (const listener of those) notifyManager.schedule(listener)
  }

  return {
    start() {
      starts += 1
      if (starts === 1) {
        unsubscribe = cache.subscribe(handle)
        handOver(true)
      }
      return () => {
        starts -= 1
        if (starts > 0) return
        unsubscribe()
        handOver(false)
      }
    },

    subscribe(queryHash, listener) {
      const all = listeners.get(queryHash) ?? new Set()
      listeners.set(queryHash, all.add(listener))
      return () => {
        all.delete(listener)
        if (all.size === 0) listeners.delete(queryHash)
      }
    },

    tell(query) {
      plan(query, queryClient)
      tellIfNew(query)
    },
  }
}

function isRunQuery(query: Query | RunQuery): query is RunQuery {
  return isRunKey(query.queryKey)
}

/** Asks the clock for the next read of a run. */
function plan(query: RunQuery, queryClient: QueryClient) {
  if (!query.isActive()) return pollClock.leave(query)
  const isLost = !isCached(query, queryClient)
  // When the read that is under way has ended, there are news again.
  if (!isLost && query.state.fetchStatus !== 'idle') return pollClock.forget(query)
  const { now, error } = getTrack(query)
  // Who still shows a run that a host has removed, for instance at a sign-out, knows nothing of it any longer.
  const delay = isLost ? getPollDelay(null) : getReadDelay(query)
  const asOf = Math.max(now, query.state.dataUpdatedAt)
  pollClock.wish(query, {
    asOf,
    delay: delay !== false && Math.min(delay, Math.max(0, asOf + delay - Date.now())),
    // After an error the delay may be what the server asked for, and it must get its pause.
    maySooner: error === null,
    isLast: query.state.data !== undefined && isTerminal(query.state.data.status),
  })
}
