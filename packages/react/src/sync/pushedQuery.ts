import type { Run, RunPush } from '@fishbowl/core'
import { isTerminal, mergeStreamedRun } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'
import { replaceEqualDeep } from '@tanstack/react-query'

import type { PollPriority } from './pollClock.js'
import { getPollPriority } from './pollClock.js'
import type { RunQuery } from './runQuery.js'
import type { StreamedRun } from './runTrack.js'
import { getPollLog, logStream, logStreamedAll, logStreamedEnd, streamedRuns } from './runTrack.js'

const places: Record<PollPriority, number> = { high: 0, normal: 1, low: 2 }

/** A run of the page in react-query's cache, as what is pushed of it is written into it. */
export interface PushedQuery {
  /** Of the last news, `0` before. */
  readonly version: number
  /** Whether there is nothing more that a stream could tell. */
  isOver(): boolean
  /** Whether somebody who sees the run, or would in a hidden tab, is not told otherwise. */
  isWanted(isHidden: boolean): boolean
  /** Lower for a more important run. */
  getPlace(): number
  /** From here on reads are only a watchdog. */
  begin(): void
  /** From here on the run is polled. */
  end(): void
  /** The stream cannot tell of this run; reads find out why. */
  refuse(): void
  take(news: RunPush & { type: 'run' }): void
}

export function createPushedQuery(query: RunQuery, queryClient: QueryClient): PushedQuery {
  const pushedRun = createPushedRun()
  let version = 0
  let isPushed = false
  let isRefused = false

  /** A change of the connection has to reach the screen, although no run was read. */
  function redraw() {
    const { data, dataUpdatedAt } = query.state
    if (data) query.setData({ ...data }, { updatedAt: dataUpdatedAt, manual: true })
  }

  /** A host that clears the cache, for instance at sign-out, wants nothing back in it. */
  function isCached() {
    return queryClient.getQueryCache().get(query.queryHash) === (query as unknown)
  }

  function isOver() {
    return isRefused || (query.state.data !== undefined && isTerminal(query.state.data.status))
  }

  function end() {
    if (!isPushed) return
    isPushed = false
    if (!isCached() || !getPollLog(query).isStreaming) return
    logStream(query, false, Date.now())
    redraw()
  }

  return {
    get version() {
      return version
    },

    isOver,

    isWanted(isHidden) {
      const { isStreaming, error } = getPollLog(query)
      if (isOver()) return false
      // The stream that it was started with tells more. An error that lasts would last here, too.
      if ((isStreaming && !isPushed) || error?.retryable === false) return false
      return isHidden ? isWantedWhileHidden(query) : query.isActive()
    },

    getPlace: () => places[getPollPriority(query.observers)],

    begin() {
      if (isPushed) return
      isPushed = true
      streamedRuns.set(query, pushedRun)
      logStream(query, true, Date.now())
      redraw()
    },

    end,

    refuse() {
      isRefused = true
      end()
    },

    take({ run: news, version: newVersion, isSettled }) {
      if (newVersion <= version || !isCached()) return
      version = newVersion
      const shown = query.state.data
      const run = pushedRun.addNews(news, shown)
      if (isTerminal(run.status)) {
        if (shown && !isTerminal(shown.status)) logStreamedEnd(query, Date.now())
        if (isSettled) logStreamedAll(query, Date.now())
      }
      if (run !== shown) query.setData(run, { manual: true })
      // Reads of it that are due are not any more.
      else if (isSettled) redraw()
    },
  }
}

/** Whether one of those who show the run asks for it in a hidden tab, too. */
function isWantedWhileHidden({ observers }: RunQuery): boolean {
  return observers.some(
    ({ options }) => options.enabled !== false && options.meta?.['whileHidden'] === true,
  )
}

/** Puts together what a server pushes of a run and what reads bring, which overtake each other. */
export function createPushedRun(): StreamedRun & {
  /** Gives the run to show: `shown` itself when the news are none. */
  addNews(news: Run, shown: Run | undefined): Run
} {
  let lastRead: Run | null = null

  return {
    addNews(news, shown) {
      if (!shown) return news
      const merged = merge(news, shown)
      // As it came: to the result belongs its exact text.
      const isEnd = isTerminal(merged.status) && !isTerminal(shown.status)
      return isEnd ? merged : replaceEqualDeep(shown, merged)
    },
    addRead(read, shown) {
      if (!shown) return read
      if (read === lastRead) return shown
      lastRead = read
      const merged = merge(read, shown)
      return isTerminal(read.status) ? merged : replaceEqualDeep(shown, merged)
    },
  }
}

/** Where the live view is changes, and the newest to say so is right. */
function merge(news: Run, shown: Run): Run {
  return mergeStreamedRun(news, { ...shown, streamingUrl: null })
}
