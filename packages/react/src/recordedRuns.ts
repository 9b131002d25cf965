import type { QueryClient } from '@tanstack/react-query'

/** Runs that were started on this page and will have a recording. Lives as long as its query client. */
const recordedRuns = new WeakMap<QueryClient, Set<string>>()

export function rememberRecorded(queryClient: QueryClient, runId: string) {
  const runIds = recordedRuns.get(queryClient) ?? new Set()
  recordedRuns.set(queryClient, runIds.add(runId))
}

export function isRecorded(queryClient: QueryClient, runId: string): boolean {
  return recordedRuns.get(queryClient)?.has(runId) ?? false
}
