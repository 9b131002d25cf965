'use client'

import type { LiveView } from '@fishbowl/core'
import { useEffect } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'

/** Tells the host what becomes of a live view. */
export function useLiveViewEvents(runId: string, liveView: LiveView, isShown: boolean) {
  const { onEvent } = useFishbowl()

  useEffect(() => {
    if (isShown) onEvent({ type: 'live_view_mounted', runId })
  }, [isShown, runId, onEvent])

  useEffect(() => {
    if (liveView.state === 'expired') onEvent({ type: 'live_view_expired', runId })
    if (liveView.state === 'refused') {
      const { reason, host } = liveView
      onEvent({ type: 'live_view_refused', runId, reason, host })
    }
  }, [liveView, runId, onEvent])
}
