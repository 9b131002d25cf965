import type { Run } from '@fishbowl/core'
import { parseRun } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import { projectRun } from '../fields/project.js'
import { HandlerError } from '../http/handlerError.js'
import type { Upstream } from './upstream.js'

/** What a read brought for one run: the run, or why there is none. */
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
    // No viewer's signal ends the read: when one viewer leaves, others still wait for it.
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

/** Says why a run is missing. When an item could not be read, that item may be the run. */
function createMissing(hasUnreadable: boolean): HandlerError {
  return new HandlerError(hasUnreadable ? 'UPSTREAM_INVALID_RESPONSE' : 'NOT_FOUND')
}
