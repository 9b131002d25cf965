'use client'

import type { LiveView, Run } from '@fishbowl/core'
import { getLiveView } from '@fishbowl/core'
import { useEffect, useState, useSyncExternalStore } from 'react'

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
const subscribeToNothing = () => () => {}

/** Milliseconds before the end at which a viewer is told that it comes. */
export const END_WARNING = 60_000

/**
 * Tells whether a run has a live browser to show, and until when; kept up to date as time passes.
 * A view that has expired stays expired, whatever happens to the clock.
 */
export function useLiveView(
  run: Run | null | undefined,
  options: UseLiveViewOptions = {},
): UseLiveViewResult {
  const { client, streamPolicy, liveViewTtl } = useFishbowl()
  const { ttl = liveViewTtl, observedFinishedAt } = options
  const [memory] = useState(createMemory)
  const clockOffset = client?.getClockOffset() ?? 0

  // The memory hands out the same object until the view differs, so most ticks render nothing.
  const getSnapshot = () =>
    memory(
      run,
      getLiveView(run, {
        // Not `Date.now()`: within one render all calls must give the same answer.
        now: halfMinuteTicker.getNow(),
        policy: streamPolicy,
        clockOffset,
        ...(ttl !== undefined && { ttl }),
        ...(observedFinishedAt !== undefined && { observedFinishedAt }),
      }),
      clockOffset,
    )
  // Views in any other state do not change by time alone, and cost no timer.
  const dependsOnTime = ['replayable', 'unknown'].includes(getSnapshot().state)
  const subscribe = dependsOnTime ? halfMinuteTicker.subscribe : subscribeToNothing
  const liveView = useSyncExternalStore(subscribe, getSnapshot, onServer)

  const until = liveView.state === 'replayable' ? liveView.until - clockOffset : null
  useEffect(() => {
    if (until === null) return
    const takeBack = [until - END_WARNING, until].map((time) => halfMinuteTicker.wakeAt(time))
    return () => takeBack.forEach((take) => take())
  }, [until])

  return liveView
}

/**
 * Hands out the last view again while nothing has changed, and latches expiry: only the server's clock
 * can undo it, by showing that this page's has been wrong.
 */
function createMemory() {
  let lastKey: string | undefined
  let last: LiveView = noLiveView
  return (run: Run | null | undefined, next: LiveView, clockOffset: number): LiveView => {
    const key = `${run?.runId} ${clockOffset}`
    const isLatched = last.state === 'expired' && key === lastKey
    // A view is flat and plain, so two views with the same JSON are the same.
    if (!isLatched && JSON.stringify(last) !== JSON.stringify(next)) last = next
    lastKey = key
    return last
  }
}
