'use client'

import type { LiveView } from '@fishbowl/core'
import { useEffect } from 'react'

import { useFishbowl } from '../FishbowlProvider.js'
import type { LiveBrowserControls } from './useLiveBrowser.js'

/** Tells the host what becomes of a live view. */
export function useLiveViewEvents(
  runId: string,
  liveView: LiveView,
  { isMounted, key, halt }: LiveBrowserControls,
) {
  const { onEvent } = useFishbowl()

  useEffect(() => {
    if (isMounted) onEvent({ type: 'live_view_mounted', runId })
  }, [isMounted, key, runId, onEvent])

  useEffect(() => {
    if (halt?.state !== 'blocked') return
    const { directive, origin } = halt
    onEvent({ type: 'live_view_blocked', runId, directive, origin })
  }, [halt, runId, onEvent])

  // Not by the object: a host may make a new one on each render.
  const isExpired = liveView.state === 'expired'
  const refusal = liveView.state === 'refused' ? liveView : undefined
  const { reason, host } = refusal ?? {}
  useEffect(() => {
    if (isExpired) onEvent({ type: 'live_view_expired', runId })
    if (reason) onEvent({ type: 'live_view_refused', runId, reason, host })
  }, [isExpired, reason, host, runId, onEvent])
}
