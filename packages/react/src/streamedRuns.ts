import type { Run } from '@fishbowl/core'

/** A run of which an event stream tells, too: nothing that it told may be taken back by a read. */
export interface StreamedRun {
  /** Gives the run to show: `shown` itself when the read is the same as the last one. */
  addRead(read: Run, shown: Run | undefined): Run
}

/**
 * Keyed by react-query's own query object, as the poll log is. Apart from what makes them, so that a
 * page without streams does not load it.
 */
export const streamedRuns = new WeakMap<object, StreamedRun>()
