import type { FishbowlError, Run } from '@fishbowl/core'
import { getPollDelay, isTerminal } from '@fishbowl/core'

import type { RunQuery, RunTrack } from './runTrack.js'
import { getTrack, isStreamed, toPollContext } from './runTrack.js'

/**
 * How a run is followed, which says nothing about the run itself.
 *
 * - `loading`: the first read is under way
 * - `polling`: the run is read at intervals
 * - `streaming`: an event stream tells what happens, and reads are only a watchdog
 * - `retrying`: the last read failed; another one follows at `at` (epoch milliseconds)
 * - `stalled`: the run has not ended within a day of watching, so polling has
 * - `settled`: the run has ended and nothing more will come
 * - `error`: the last read failed and repeating it would not help
 */
export type Following =
  | { state: 'loading' | 'polling' | 'streaming' | 'stalled' | 'settled' }
  | { state: 'retrying'; attempt: number; at: number; error: FishbowlError }
  | { state: 'error'; error: FishbowlError }

/** What those who show a run are told of how it is followed. As long as it is the same, so is the object. */
export interface RunTrackView {
  readonly following: Following
  /** Epoch milliseconds at which this page saw the run end, if it saw it run before. */
  readonly observedFinishedAt: number | undefined
  /** Whether the run has ended and its recording may still come. */
  readonly awaitsRecording: boolean
  /** Whether the run has ended and what it came to is known: only its recording may still come. */
  readonly isDecided: boolean
}

const views = new WeakMap<object, RunTrackView>()

/** How a run is followed that nobody has read. */
export const unread: RunTrackView = {
  following: { state: 'loading' },
  observedFinishedAt: undefined,
  awaitsRecording: false,
  isDecided: false,
}

/** Tells how a run is followed. */
export function viewTrack(query: RunQuery): RunTrackView {
  const { data: run } = query.state
  const context = toPollContext(query)
  const delay = getPollDelay(run, context)
  const hasEnded = run !== undefined && isTerminal(run.status)
  const view = {
    following: isStreamed(query) ? streaming : getFollowing(run, getTrack(query), delay),
    observedFinishedAt: getTrack(query).observedFinishedAt,
    awaitsRecording:
      context.awaitsRecording === true && delay !== false && hasEnded && run.videoUrl === null,
    isDecided: hasEnded && getPollDelay(run, { ...context, awaitsRecording: false }) === false,
  }
  const known = views.get(query)
  if (known && isSame(known, view)) return known
  views.set(query, view)
  return view
}

const streaming = { state: 'streaming' } as const

function getFollowing(
  run: Run | undefined,
  { error, failureCount, now }: RunTrack,
  delay: number | false,
): Following {
  if (error) {
    if (delay === false) return { state: 'error', error }
    return { state: 'retrying', attempt: failureCount, at: now + delay, error }
  }
  if (!run) return { state: 'loading' }
  if (delay === false) return { state: isTerminal(run.status) ? 'settled' : 'stalled' }
  return { state: 'polling' }
}

function isSame(a: RunTrackView, b: RunTrackView): boolean {
  return (
    a.observedFinishedAt === b.observedFinishedAt &&
    a.awaitsRecording === b.awaitsRecording &&
    a.isDecided === b.isDecided &&
    isSameFollowing(a.following, b.following)
  )
}

function isSameFollowing(a: Following, b: Following): boolean {
  if (a.state === 'retrying' && b.state === 'retrying') return a.at === b.at && a.error === b.error
  if (a.state === 'error' && b.state === 'error') return a.error === b.error
  return a.state === b.state
}
