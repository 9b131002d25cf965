import type { Run } from '@fishbowl/core'
import { parseRun } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import { getRunId, projectRun } from '../fields/project.js'
import type { EndingCode } from '../http/handlerError.js'
import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunReader } from './upstream.js'

/** What a read brought for one run: the run, or why there is none. */
export type RunReading = Run | HandlerError

/**
 * Reads 1 to 100 runs with one request. Only documented fields are kept, and only of runs that were
 * asked for. Rejects with a `HandlerError` when the request failed.
 */
export async function readBatch(
  upstream: RunReader,
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

  const readings = new Map<string, RunReading>()
  // An item that does not tell its id may be any run that is missing, which then may exist.
  let missing: EndingCode = 'NOT_FOUND'
  for (const item of items) {
    const runId = getRunId(item)
    if (runId === null) missing = 'UPSTREAM_INVALID_RESPONSE'
    else readings.set(runId, readItem(item, redactKey))
  }
  return new Map(runIds.map((runId) => [runId, readings.get(runId) ?? new HandlerError(missing)]))
}

/** Reads one run. What is wrong with it must not fail the others. */
function readItem(item: unknown, redactKey: (text: string) => string): RunReading {
  try {
    return parseRun(JSON.parse(redactKey(writeJson(projectRun(item)))))
  } catch {
    return new HandlerError('UPSTREAM_INVALID_RESPONSE')
  }
}
