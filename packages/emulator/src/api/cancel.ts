import { ApiError, createNotFoundError } from '../apiError.js'
import type { RunStatus } from '../script/script.js'
import type { EmulatorStore, RunRecord } from '../store.js'
import type { ApiCall } from './apiCall.js'
import { readJson } from './apiCall.js'
import { parseRunIds } from './input.js'
import { toTimestamp } from './wireRun.js'

/** The API's answer to a cancellation. Its status is the true one. */
export interface WireCancellation {
  run_id: string
  status: RunStatus
  cancelled_at: string | null
  message: string | null
}

/** Cancels one run. */
export function cancelRun({ store }: ApiCall, runId = ''): Response {
  const record = store.find(runId)
  if (!record) throw createNotFoundError('Run')
  return Response.json(cancel(record, store))
}

/** Cancels 1 to 100 runs. */
export async function cancelRuns({ request, store }: ApiCall): Promise<Response> {
  const runIds = [...new Set(parseRunIds(await readJson(request)))]
  const records = runIds.flatMap((runId) => store.find(runId) ?? [])
  const missing = runIds.filter((runId) => !store.find(runId))
  return Response.json({
    results: records.map((record) => cancel(record, store)),
    not_found: missing.length > 0 ? missing : null,
  })
}

/** Cancels a run and tells what really became of it. */
export function cancel(record: RunRecord, store: EmulatorStore): WireCancellation {
  if (!record.isCancellable) {
    const message = 'Runs that somebody waits for cannot be cancelled'
    throw new ApiError(400, 'INVALID_INPUT', message)
  }
  const wasEnded = store.getMoment(record).ending !== null
  store.cancel(record)
  const { status, endedAt } = store.getMoment(record)
  const isCancelled = status === 'CANCELLED'
  return {
    run_id: record.runId,
    status,
    cancelled_at: isCancelled && endedAt !== null ? toTimestamp(record.createdAt + endedAt) : null,
    message: isCancelled ? (wasEnded ? 'Run already cancelled' : null) : 'Run already finished',
  }
}
