import type { Run, RunPush } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import { mergeNews } from '@fishbowl/core/internal'
import type { QueryClient } from '@tanstack/react-query'
import { replaceEqualDeep } from '@tanstack/react-query'

import type { PollPriority } from './pollClock.js'
import { getPollPriority, isWantedWhileHidden } from './pollClock.js'
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
  /**
   * Whether somebody shows the run, or would like to hear of it in a hidden tab.
   *
   * @param which Whether that is enough, or the run must have been started with a stream.
   */
  isWanted(which: 'all' | 'started', isHidden: boolean): boolean
  /** Lower for a more important run. */
  getPlace(): number
  /** The stream tells of the run from here on, and reads are only a watchdog. */
  begin(): void
  /** The same for the stream of another page, which may have told something before this page listened. */
  beginShared(): void
  /** The run is polled from here on. */
  end(): void
  /** The stream cannot tell of this run; reads find out why. */
  refuse(): void
  /** Writes news of the run into the cache. */
  take(news: RunNews): void
  /**
   * The same for what another page was told. This page takes it only if it has read the run for itself, and
   * may see exactly as much of it: the other one may be somebody else's by now.
   */
  takeShared(news: RunNews): void
  /** Does what had to wait for a read of this page. */
  catchUp(): void
}

/** News of one run. */
type RunNews = RunPush & { type: 'run' }

const places: Record<PollPriority, number> = { high: 0, normal: 1, low: 2 }

export function createFollowedRun(query: RunQuery, queryClient: QueryClient): FollowedRun {
  const merger = createPushMerger()
  let version = 0
  let isFollowed = false
  let isRefused = false
  /** What came before this page had read the run. */
  let early: RunNews | null = null
  /** Whether a read is due that begins from now on. */
  let isReadDue = false

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

  function begin() {
    if (isFollowed) return
    isFollowed = true
    noteStream(query, merger, Date.now())
    tracker.tell(query)
  }

  function refuse() {
    isRefused = true
    end()
  }

  function take({ run: news, version: newVersion, isSettled }: RunNews) {
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
  }

  function takeShared(news: RunNews) {
    const own = query.state.data
    if (isRefused || isBarred(query)) return
    if (!own) early = news
    else if (isSeenAlike(own, news.run)) take(news)
    else refuse()
  }

  function catchUp() {
    if (early && query.state.data) {
      const news = early
      early = null
      takeShared(news)
    }
    if (!isReadDue || query.state.fetchStatus !== 'idle') return
    isReadDue = false
    if (isFollowed && !isOver()) {
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
  }

  return {
    get version() {
      return version
    },

    isOver,

    isWanted(which, isHidden) {
      if (isOver() || isBarred(query)) return false
      if (which === 'started' && !getTrack(query).isStartedWithStream) return false
      return isHidden ? isWantedWhileHidden(query.observers) : query.isActive()
    },

    getPlace: () => places[getPollPriority(query.observers)],
    begin,

    beginShared() {
      if (isFollowed || isRefused) return
      begin()
      isReadDue = true
      catchUp()
    },

    end,
    refuse,
    take,
    takeShared,
    catchUp,
  }
}

/** Whether the server has refused a read of the run, as it would refuse a stream. */
function isBarred(query: RunQuery): boolean {
  return getTrack(query).error?.retryable === false
}

/** Whether the server shows as much of a run to one viewer as to the other. */
function isSeenAlike({ scopes: one }: Run, { scopes: other }: Run): boolean {
  return one !== undefined && one.join() === other?.join()
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
