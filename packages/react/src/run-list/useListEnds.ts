'use client'

import type { FishbowlClient, Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'
import type { QueryClient } from '@tanstack/react-query'
import { QueryObserver, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { useClient } from '../context/context.js'
import type { EndWatch } from '../sync/endWatch.js'
import { runQueryOptions } from '../sync/runQuery.js'

/** Watches how the runs of a list end, whoever of the page reads them, and whether or not they are in sight. */
export function useListEnds(ends: EndWatch | null, rows: readonly Run[]): void {
  const client = useClient('RunList')
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!ends) return
    const stops = rows.flatMap((run) => watchRow(ends, run, queryClient, client))
    return () => stops.forEach((stop) => stop())
  }, [ends, rows, queryClient, client])
}

function watchRow(
  ends: EndWatch,
  run: Run,
  queryClient: QueryClient,
  client: FishbowlClient,
): (() => void)[] {
  const { runId } = run
  const hasEnded = isTerminal(run.status)
  // What the cache has of the run is shown in the place of what the list has, so it is looked at first.
  const stops = hasEnded ? [] : [ends.follow(queryClient, client, runId)]
  if (!ends.see(client, run) || !hasEnded) return stops
  // The list has it without a result, which may come late, and a row reads no run that has ended.
  const observer = new QueryObserver(queryClient, {
    ...runQueryOptions(client, runId, { priority: 'normal' }),
    notifyOnChangeProps: [],
  })
  return [ends.follow(queryClient, client, runId), observer.subscribe(() => {})]
}
