import { isTerminal, mergeStreamedRun } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'
import { replaceEqualDeep } from '@tanstack/react-query'

import type { StreamedRun } from './streamedRuns.js'

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
