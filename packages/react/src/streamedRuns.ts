import type { Run, RunEvent } from '@fishbowl/core'

/** A run whose event stream is or was followed, put together from the stream and from reads. */
export interface StreamedRun {
  /** Gives the run to show: `shown` itself when the event brings nothing new. */
  addEvent(event: RunEvent, shown: Run): Run
  /** Gives the run to show: `shown` itself when the read is the same as the last one. */
  addRead(read: Run, shown: Run | undefined): Run
  /** From here on reads know better where the live view is. */
  endStream(): void
}

/**
 * Keyed by react-query's own query object, as the poll log is. Apart from what makes them, so that a
 * page that starts no runs does not load it.
 */
export const streamedRuns = new WeakMap<object, StreamedRun>()
