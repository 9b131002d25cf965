import type { Run } from '@fishbowl/core'
import { parseRun } from '@fishbowl/core'

import { HandlerError } from './handlerError.js'
import { isRecord } from './pick.js'
import { projectRun } from './project.js'
import type { Upstream } from './upstream.js'

/** As many runs as the API gives at once. */
export const MAX_RUNS = 100

/** What a read brought for one run. */
export type RunReading = Run | HandlerError

/**
 * Reads 1 to 100 runs with one request. Only documented fields are kept, and only of runs that were
 * asked for. Rejects with a `HandlerError` when the request failed.
 */
export async function readBatch(
  upstream: Upstream,
  runIds: readonly string[],
  redactKey: (text: string) => string,
): Promise<Map<string, RunReading>> {
  const json = await upstream.readJson({
    method: 'POST',
    path: '/runs/batch',
    body: { run_ids: runIds },
    // Its viewers may leave, but others come.
    signal: new AbortController().signal,
  })
  const items = isRecord(json) ? json.data : null
  if (!Array.isArray(items)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')

  const runs = new Map<string, Run>()
  for (const item of items) {
    const run = readItem(item, redactKey)
    if (run) runs.set(run.runId, run)
  }
  return new Map(
    runIds.map((runId) => [runId, runs.get(runId) ?? createMissing(items.length > runs.size)]),
  )
}

function readItem(item: unknown, redactKey: (text: string) => string): Run | null {
  try {
    const projection = projectRun(item)
    return projection && parseRun(JSON.parse(redactKey(JSON.stringify(projection))))
  } catch {
    return null
  }
}

/** A run that is missing may be the one that could not be read. */
function createMissing(hasUnreadable: boolean): HandlerError {
  return new HandlerError(hasUnreadable ? 'UPSTREAM_INVALID_RESPONSE' : 'NOT_FOUND')
}
