import { applyRunEvent, mergeStreamedRun } from '@fishbowl/core'
import type { Run, RunEvent } from '@fishbowl/core'

import type { StreamedRun } from './streamedRuns.js'

/** A run that was started by its own event stream, put together from the stream and from reads. */
export interface StartedRun extends StreamedRun {
  /** Gives the run to show: `shown` itself when the event brings nothing new. */
  addEvent(event: RunEvent, shown: Run): Run
  /** From here on reads know better where the live view is. */
  endStream(): void
}

export function createStreamedRun(begun: Run): StartedRun {
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
