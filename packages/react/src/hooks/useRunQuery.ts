'use client'

import type { FishbowlClient, FishbowlError, Run } from '@fishbowl/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { pollClock } from '../pollClock.js'
import { findRunQuery, runQueryOptions } from '../queries.js'
import type { RunQuery, RunQueryOptions } from '../queries.js'

export interface UseRunQueryOptions<T = Run> extends RunQueryOptions {
  enabled: boolean
  /** Makes of the run what is shown of it; only when that differs, something is rendered. */
  select?: (run: Run) => T
}

/** Reads a run as long as it is shown, with the other runs of the page. */
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

  // After the effects of useQuery, so that its observer has left by then; but not when this runs as the
  // cleanup before another run, which comes before all effects. So that run is left once more.
  const shown = useRef<RunQuery>(undefined)
  useEffect(() => {
    const shownNow = findRunQuery(queryClient, client, runId)
    if (shown.current && shown.current !== shownNow) pollClock.leave(shown.current)
    shown.current = shownNow
    const leave = () => {
      const left = findRunQuery(queryClient, client, runId)
      if (left) pollClock.leave(left)
    }
    if (!enabled) leave()
    return leave
  }, [queryClient, client, runId, enabled])

  return query
}
