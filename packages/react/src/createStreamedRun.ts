import { applyRunEvent, mergeStreamedRun } from '@fishbowl/core'
import type { Run } from '@fishbowl/core'

import type { StreamedRun } from './streamedRuns.js'

export function createStreamedRun(begun: Run): StreamedRun {
  let told = begun
  let lastRead: Run | null = null

  const merge = () => (lastRead ? mergeStreamedRun(lastRead, told) : told)

  return {
    addEvent(event, shown) {
      const before = told
      told = applyRunEvent(told, event)
      return told === before ? shown : merge()
    },
    addRead(read, shown) {
      if (read === lastRead && shown) return shown
      lastRead = read
      return merge()
    },
    endStream() {
      told = { ...told, streamingUrl: null }
    },
  }
}
