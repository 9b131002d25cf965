import type { Run, RunPush } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { mergeNews } from '@fishbowl/core/internal'
import type { QueryClient } from '@tanstack/react-query'
import { replaceEqualDeep } from '@tanstack/react-query'

import type { PollPriority } from './pollClock.js'
import { getPollPriority } from './pollClock.js'
import type { RunMerger, RunQuery } from './runTrack.js'
import {
  getTrack,
  isCached,
  noteStream,
  noteStreamedAll,
  noteStreamedEnd,
  noteStreamLost,
} from './runTrack.js'
import { getRunTracker } from './runTracker.js'

/** A run of react-query's cache that the page's push stream can follow: the stream writes it in there. */
export interface FollowedRun {
  /** The version of the last news, `0` before there were any. */
  readonly version: number
  /** Whether there is nothing more that the stream could tell. */
  isOver(): boolean
  /** Whether somebody shows the run, or would like to hear of it in a hidden tab, and polls alone tell of it. */
  isWanted(isHidden: boolean): boolean
  /** Lower for a more important run. */
  getPlace(): number
  /** The stream tells of the run from here on, and reads are only a watchdog. */
  begin(): void
  /** The run is polled from here on. */
  end(): void
  /** The stream cannot tell of this run; reads find out why. */
  refuse(): void
  /** Writes news of the run into the cache. */
  take(news: RunPush & { type: 'run' }): void
}

const places: Record<PollPriority, number> = { high: 0, normal: 1, low: 2 }

export function createFollowedRun(query: RunQuery, queryClient: QueryClient): FollowedRun {
  const merger = createPushMerger()
  let version = 0
  let isFollowed = false
  let isRefused = false

  const tracker = getRunTracker(queryClient)

  function isOver() {
    return isRefused || (query.state.data !== undefined && isTerminal(query.state.data.status))
  }

  function end() {
    if (!isFollowed) return
    isFollowed = false
    if (!isCached(query, queryClient) || !getTrack(query).isStreaming) return
    noteStreamLost(query, Date.now())
    tracker.tell(query)
  }

  return {
    get version() {
      return version
    },

    isOver,

    isWanted(isHidden) {
      const { isStreaming, error } = getTrack(query)
      if (isOver()) return false
      // A run that was started here may have a stream of its own, which tells more.
      if (isStreaming && !isFollowed) return false
      // The server would refuse the stream as it has refused the read.
      if (error?.retryable === false) return false
      return isHidden ? isWantedWhileHidden(query) : query.isActive()
    },

    getPlace: () => places[getPollPriority(query.observers)],

    begin() {
      if (isFollowed) return
      isFollowed = true
      noteStream(query, merger, Date.now())
      tracker.tell(query)
    },

    end,

    refuse() {
      isRefused = true
      end()
    },

    take({ run: news, version: newVersion, isSettled }) {
      if (newVersion <= version || !isCached(query, queryClient)) return
      version = newVersion
      const shown = query.state.data
      const run = merger.addNews(news, shown)
      if (isTerminal(run.status)) {
        if (shown && !isTerminal(shown.status)) noteStreamedEnd(query, Date.now())
        if (isSettled) noteStreamedAll(query, Date.now())
      }
      if (run !== shown) query.setData(run, { manual: true })
      // The run is the same, but no read may be due any more.
      else tracker.tell(query)
    },
  }
}

/** Whether one of those who show the run asks for it in a hidden tab, too. */
function isWantedWhileHidden({ observers }: RunQuery): boolean {
  return observers.some(
    ({ options }) => options.enabled !== false && options.meta?.['whileHidden'] === true,
  )
}

interface PushMerger extends RunMerger {
  /** Gives the run to show: `shown` itself when the news bring nothing new. */
  addNews(news: Run, shown: Run | undefined): Run
}

function createPushMerger(): PushMerger {
  let lastRead: Run | null = null

  return {
    addNews: (news, shown) => (shown ? replaceEqualDeep(shown, mergeNews(news, shown)) : news),
    addRead(read, shown) {
      if (!shown) return read
      if (read === lastRead) return shown
      lastRead = read
      return replaceEqualDeep(shown, mergeNews(read, shown))
    },
  }
}
