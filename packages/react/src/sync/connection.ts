import type { FishbowlError } from '@fishbowl/core'

import type { Following } from './runTrackView.js'

/**
 * How the page stands with the endpoint, which says nothing about the run itself.
 *
 * - `idle`: there is no run id, or reading is switched off
 * - `loading`: the first read is under way
 * - `polling`: the run is read at intervals
 * - `streaming`: an event stream tells what happens
 * - `paused`: not reading, because the tab is hidden
 * - `retrying`: the last read failed; another one follows at `at` (epoch milliseconds)
 * - `stalled`: the run has not ended within a day of watching, so polling has
 * - `settled`: the run has ended and nothing more will come
 * - `error`: the last read failed and repeating it would not help
 */
export type RunConnection = {
  /** Epoch milliseconds of the last good read. Reading it does not subscribe to it. */
  readonly lastUpdatedAt: number | null
} & (
  | { state: 'idle' | 'loading' | 'polling' | 'streaming' | 'stalled' | 'settled' }
  | { state: 'paused'; reason: 'hidden' }
  | { state: 'retrying'; attempt: number; at: number; offline: boolean; error: FishbowlError }
  | { state: 'error'; error: FishbowlError }
)

// A plain `Omit` would merge the members of the union, and `state` would no longer tell them apart.
type WithoutTime<T> = T extends unknown ? Omit<T, 'lastUpdatedAt'> : never

/** Adds to how a run is followed what the page itself is like. */
export function getConnection(
  following: Following,
  page: { isVisible: boolean; isOnline: boolean },
): WithoutTime<RunConnection> {
  if (following.state === 'retrying') return { ...following, offline: !page.isOnline }
  if (following.state === 'polling' && !page.isVisible) return { state: 'paused', reason: 'hidden' }
  return following
}
