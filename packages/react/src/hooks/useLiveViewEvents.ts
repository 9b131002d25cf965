'use client'

import type { LiveView } from '@fishbowl/core'
import { useEffect } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'

/**
 * Tells the host what becomes of a live view.
 *
 * @param frameKey Of the frame that is there, if there is one; another one is another frame.
 */
export function useLiveViewEvents(runId: string, liveView: LiveView, frameKey: string | null) {
  const { onEvent } = useFishbowl()

  useEffect(() => {
    if (frameKey !== null) onEvent({ type: 'live_view_mounted', runId })
  }, [frameKey, runId, onEvent])

  // Not by the object: a host may make a new one on each render.
  const isExpired = liveView.state === 'expired'
  const refusal = liveView.state === 'refused' ? liveView : undefined
  const { reason, host } = refusal ?? {}
  useEffect(() => {
    if (isExpired) onEvent({ type: 'live_view_expired', runId })
    if (reason) onEvent({ type: 'live_view_refused', runId, reason, host })
  }, [isExpired, reason, host, runId, onEvent])
}
