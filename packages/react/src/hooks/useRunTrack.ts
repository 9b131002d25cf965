'use client'

import type { FishbowlClient } from '@fishbowl/core'
import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'

import { runKeys } from '../sync/runKeys.js'
import { findRunQuery } from '../sync/runQuery.js'
import type { RunTrackView } from '../sync/runTrackView.js'
import { unread, viewTrack } from '../sync/runTrackView.js'
import { getRunTracker } from '../sync/runTracker.js'

/** Tells how a run is followed. To be called after the hook that reads it. */
export function useRunTrack(client: FishbowlClient, runId: string): RunTrackView {
  const queryClient = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) =>
      getRunTracker(queryClient).subscribe(hashKey(runKeys.run(client, runId)), listener),
    [queryClient, client, runId],
  )
  function getView() {
    const query = findRunQuery(queryClient, client, runId)
    return query ? viewTrack(query) : unread
  }
  return useSyncExternalStore(subscribe, getView, getView)
}
