'use client'

import type { FishbowlClient, FishbowlError, Run } from '@fishbowl/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { pollClock } from '../sync/pollClock.js'
import type { RunQuery, RunQueryOptions } from '../sync/runQuery.js'
import { findRunQuery, runQueryOptions } from '../sync/runQuery.js'

export interface UseRunQueryOptions<T = Run> extends RunQueryOptions {
  enabled: boolean
  /** Picks what is shown of the run. The component renders only when that differs. */
  select?: (run: Run) => T
}

/** Reads a run as long as it is shown, together with the other runs of the page. */
export function useRunQuery<T = Run>(
  client: FishbowlClient,
  runId: string,
  { enabled, select, ...options }: UseRunQueryOptions<T>,
): UseQueryResult<T, FishbowlError> {
  const queryClient = useQueryClient()
  const query = useQuery({
    ...runQueryOptions(client, runId, options),
    enabled,
    select: select as (run: Run) => T,
  })

  const shown = useRef<RunQuery>(undefined)
  useEffect(() => {
    // The clock is told only now: the effects of useQuery, which come first, have taken the observer off
    // the run that was shown before, or switched it off.
    if (shown.current) pollClock.leave(shown.current)
    shown.current = findRunQuery(queryClient, client, runId)
    return () => {
      const left = findRunQuery(queryClient, client, runId)
      if (left) pollClock.leave(left)
    }
  }, [queryClient, client, runId, enabled])

  return query
}
