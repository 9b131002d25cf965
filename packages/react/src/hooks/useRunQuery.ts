'use client'

import type { FishbowlClient, FishbowlError, Run } from '@fishbowl/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { RunQueryOptions } from '../sync/runQuery.js'
import { runQueryOptions } from '../sync/runQuery.js'
import { getRunTracker } from '../sync/runTracker.js'

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

  useEffect(() => getRunTracker(queryClient).start(), [queryClient])

  return query
}
