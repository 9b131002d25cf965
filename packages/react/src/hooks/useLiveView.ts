'use client'

import type { LiveView, LiveViewOptions, Run } from '@fishbowl/core'
import { getLiveView, isTerminal, parseTimestamp } from '@fishbowl/core'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'

import { useFishbowl } from '../context/context.js'
import { halfMinuteTicker } from '../dom/useNow.js'

/** How the end of a live view is told. */
export interface UseLiveViewOptions {
  /** Milliseconds for which a live view may be available after the end. @default the provider's, or 24 hours */
  ttl?: number | undefined
  /** Epoch milliseconds, by this page's clock, at which the run was seen to end. */
  observedFinishedAt?: number | undefined
}

/** Whether there is a live browser to show, and until when. */
export type UseLiveViewResult = LiveView

const noLiveView: LiveView = { state: 'none' }
const onServer = () => noLiveView

/** Milliseconds before the end at which a viewer is told that it comes. */
export const END_WARNING = 60_000

/**
 * Tells whether a run has a live browser to show, and until when; kept up to date as time passes.
 * A view that has expired stays expired, and its end never comes later, whatever the clock or the API
 * says next; only the server's clock can undo that, by showing that this page's has been wrong.
 */
export function useLiveView(
  run: Run | null | undefined,
  options: UseLiveViewOptions = {},
): UseLiveViewResult {
  const { client, streamPolicy, liveViewTtl } = useFishbowl()
  const { ttl = liveViewTtl, observedFinishedAt } = options
  const [memory] = useState(createMemory)
  const getClockOffset = () => client?.getClockOffset() ?? 0

  // The memory hands out the same object until the view differs, so most ticks render nothing.
  const getSnapshot = () =>
    memory(run, observedFinishedAt, {
      // Not `Date.now()`: within one render all calls must give the same answer.
      now: halfMinuteTicker.getNow(),
      policy: streamPolicy,
      clockOffset: getClockOffset(),
      ...(ttl !== undefined && { ttl }),
    })
  // Views in any other state do not change by time alone, and cost no timer.
  const dependsOnTime = ['replayable', 'unknown'].includes(getSnapshot().state)
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [
        dependsOnTime && halfMinuteTicker.subscribe(listener),
        // No read may come after the one whose time was wrong, as the run has ended.
        client?.subscribeToClock?.(listener),
      ]
      return () => ends.forEach((end) => end && end())
    },
    [dependsOnTime, client],
  )
  const liveView = useSyncExternalStore(subscribe, getSnapshot, onServer)

  const until = liveView.state === 'replayable' ? liveView.until - getClockOffset() : null
  useEffect(() => {
    if (until === null) return
    const takeBack = [until - END_WARNING, until].map((time) => halfMinuteTicker.wakeAt(time))
    return () => takeBack.forEach((take) => take())
  }, [until])

  return liveView
}

/**
 * Milliseconds. Two answers may differ by so much in what they tell of the server's time, as each is
 * wrong by half of its way at most; more than this shows that one clock was wrong.
 */
const CLOCK_DOUBT = 5_000
/** Milliseconds by which a time of the server may be ahead and still be believed, as in `getLiveView`. */
const MAX_SKEW = 5 * 60_000

/**
 * Hands out the last view again while nothing has changed, keeps the earliest finish that was told or
 * seen, and latches expiry.
 */
function createMemory() {
  let runId: string | undefined
  /** The offset by which all this was judged. */
  let judgedBy = 0
  /** Epoch milliseconds by the server's clock: the earliest finish that was told, and that counts. */
  let told = Infinity
  let finished = Infinity
  let last: LiveView = noLiveView
  let known: readonly unknown[] = []

  return (
    run: Run | null | undefined,
    observedFinishedAt: number | undefined,
    options: LiveViewOptions & { clockOffset: number },
  ): LiveView => {
    const { now, clockOffset, policy, ttl } = options
    // React asks several times in each render, and to check an address takes as long as to draw the rest.
    const asked = [run, observedFinishedAt, now, clockOffset, policy, ttl]
    if (asked.every((value, index) => value === known[index])) return last
    known = asked
    const time = now + clockOffset
    const isOther = run?.runId !== runId
    if (isOther || Math.abs(clockOffset - judgedBy) > CLOCK_DOUBT) {
      runId = run?.runId
      judgedBy = clockOffset
      // What the API told stands, unless it is in the future now.
      if (isOther || told > time + MAX_SKEW) told = Infinity
      finished = told
      last = noLiveView
    }
    if (last.state === 'expired') return last

    if (run && isTerminal(run.status)) {
      const next = parseTimestamp(run.finishedAt) ?? Infinity
      if (next <= time + MAX_SKEW) told = Math.min(told, next)
      const seen = (observedFinishedAt ?? Infinity) + clockOffset
      for (const end of [told, seen]) {
        // An end that is slightly ahead counts as now, which would move on with the clock.
        if (end <= time + MAX_SKEW) finished = Math.min(finished, end, time)
      }
    }
    const view = getLiveView(run, {
      ...options,
      ...(finished < Infinity && { observedFinishedAt: finished - clockOffset }),
    })
    // A view is flat and plain, so two views with the same JSON are the same.
    if (JSON.stringify(last) !== JSON.stringify(view)) last = view
    return last
  }
}
