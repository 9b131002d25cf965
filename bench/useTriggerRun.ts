import { useRun } from '@trigger.dev/react-hooks'

/** trigger.dev's hook for its own runs; `triggerRun.mjs` tells it of ours in the form of its API. */
export function useTriggerRun(runId: string) {
  const { run, isLoading, isValidating } = useRun(runId, {
    refreshInterval: 2_000,
    baseURL: location.origin,
    accessToken: 'bench',
  })
  void [isLoading, isValidating]
  return run && (run.isExecuting ? 'RUNNING' : run.isCancelled ? 'CANCELLED' : run.status)
}
