import { createInputError, createNotFoundError } from '../apiError.js'
import type { Fault } from '../scenarios/faults.js'
import { missing } from '../scenarios/faults.js'
import { getScenario } from '../scenarios/scenarios.js'
import type { RunRecord } from '../store.js'
import type { ApiCall } from './apiCall.js'
import { readJson } from './apiCall.js'
import { parseRunIds } from './input.js'
import { getScreenshotBytes } from './screenshot.js'
import type { WireRun } from './wireRun.js'
import { toStepId, toWireRun } from './wireRun.js'

/** Answers with one run, or with the fault that its scenario has in store. */
export function getRun(
  { request, url, store, streamOrigin }: ApiCall,
  runId = '',
): Response | Promise<Response> {
  const screenshots = url.searchParams.get('screenshots') ?? 'none'
  if (!['none', 'base64'].includes(screenshots)) {
    const message = 'Expected none or base64'
    throw createInputError([{ code: 'invalid_value', path: ['screenshots'], message }])
  }
  const record = store.find(runId)
  if (!record) throw createNotFoundError('Run')
  const fault = meetFault(record)
  if (fault) return fault(request.signal)
  const hasScreenshots = screenshots === 'base64'
  return Response.json(toWireRun(record, store, { streamOrigin, hasScreenshots }))
}

/** Answers with 1 to 100 runs, and with the ids that are nobody's. */
export async function getRuns({ request, store, streamOrigin }: ApiCall): Promise<Response> {
  const data: WireRun[] = []
  const not_found: string[] = []
  for (const runId of new Set(parseRunIds(await readJson(request)))) {
    const record = store.find(runId)
    const fault = record ? meetFault(record) : missing
    if (record && !fault) data.push(toWireRun(record, store, { streamOrigin }))
    else if (fault === missing) not_found.push(runId)
    else if (fault) return fault(request.signal)
  }
  return Response.json({ data, not_found })
}

/** Answers with the picture of a step, once the step has begun. */
export function getStepScreenshot({ store }: ApiCall, runId = '', stepId = ''): Response {
  const record = store.find(runId)
  if (!record) throw createNotFoundError('Run')
  const steps = store.getMoment(record).steps.map((_, index) => toStepId(record, index))
  if (!steps.includes(stepId)) throw createNotFoundError('Step')
  return new Response(getScreenshotBytes(), { headers: { 'Content-Type': 'image/jpeg' } })
}

/** Counts a read of a run, and gives the fault that it meets, if any. */
function meetFault(record: RunRecord): Fault | undefined {
  record.reads += 1
  return getScenario(record.scenario).onRead?.(record.reads)
}
