import { useRealtimeRun, useRun } from '@trigger.dev/react-hooks'
import { useState } from 'react'

/** trigger.dev's hook for its own runs; `triggerRun.mjs` tells it of ours in the form of its API. */
export function useTriggerRun(runId: string) {
  const { run, isLoading, isValidating } = useRun(runId, {
    refreshInterval: 2_000,
    baseURL: location.origin,
    accessToken: 'bench',
  })
  void [isLoading, isValidating]
  return run && getStatus(run)
}

let hosts = 0

/** The same by its realtime API; `triggerRealtime.mjs` plays it. */
export function useTriggerRealtimeRun(runId: string) {
  // A host each: one request of each hook is always held, and a host gets six at a time by HTTP/1.1.
  const [host] = useState(() => `run-${(hosts += 1)}.localhost:${location.port}`)
  const { run } = useRealtimeRun(runId, { baseURL: `http://${host}`, accessToken: 'bench' })
  return run && getStatus(run)
}

function getStatus(run: { isExecuting: boolean; isCancelled: boolean; status: string }) {
  return run.isExecuting ? 'RUNNING' : run.isCancelled ? 'CANCELLED' : run.status
}
