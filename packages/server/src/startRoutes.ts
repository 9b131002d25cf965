import { isRunId, parseErrorBody } from '@fishbowl/core'

import { createEventFilter } from './eventFilter.js'
import { HandlerError } from './handlerError.js'
import { isRecord } from './pick.js'
import { createEventResponse } from './responses.js'
import type { RouteContext } from './routeContext.js'
import { answerJson, requireScope } from './routeContext.js'
import { checkStartBody } from './startBody.js'
import { getUpstreamEnding } from './upstreamEnding.js'

/** Starts a run and answers with its id. */
export async function startRun(context: RouteContext): Promise<Response> {
  await requireScope(context, 'run:start')
  const json = await context.upstream.readJson({
    method: 'POST',
    path: '/automation/run-async',
    body: checkStartBody(await context.readBody()),
    signal: context.request.signal,
  })
  if (!isRecord(json)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  // The API refuses a start with 200 and an error.
  if (json.error) throw new HandlerError(getUpstreamEnding(200, parseErrorBody(json).code))
  if (!isRunId(json.run_id)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  await context.noteStart(json.run_id)
  return answerJson(context, { run_id: json.run_id, error: null })
}

/** Starts a run and streams what it does. */
export async function streamRun(context: RouteContext): Promise<Response> {
  const scopes = await requireScope(context, 'run:start')
  const { upstream, request, maxResponseBytes, redactKey, noteStart } = context
  const body = checkStartBody(await context.readBody())
  const filter = createEventFilter(maxResponseBytes, redactKey, { scopes, onRun: noteStart })
  const stream = await context.openStream(async () => {
    const { signal } = request
    const call = { method: 'POST', path: '/automation/run-sse', body, signal } as const
    return (await upstream.openEvents(call)).pipeThrough(filter)
  })
  return createEventResponse(stream)
}
