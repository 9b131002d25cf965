import { isRunId, parseErrorBody } from '@fishbowl/core'

import type { Answer } from './answer.js'
import { createEventAnswer } from './answers.js'
import { createEventFilter } from './eventFilter.js'
import { HandlerError } from './handlerError.js'
import { holdStream } from './heldStream.js'
import { isRecord } from './pick.js'
import type { RouteContext } from './routeContext.js'
import { answerJson, requireScope } from './routeContext.js'
import { checkStartBody } from './startBody.js'
import { createStreamSource } from './streamSource.js'
import { getUpstreamEnding } from './upstreamEnding.js'
import { createWebhookUrl } from './webhookUrl.js'

/** Starts a run and answers with its id. */
export async function startRun(context: RouteContext): Promise<Answer> {
  await requireScope(context, 'run:start')
  const json = await context.upstream.readJson({
    method: 'POST',
    path: '/automation/run-async',
    body: await readStartBody(context),
    signal: context.request.signal,
  })
  if (!isRecord(json)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  // The API refuses a start with 200 and an error.
  if (json.error) throw new HandlerError(getUpstreamEnding(200, parseErrorBody(json).code))
  if (!isRunId(json.run_id)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  await context.noteStart(json.run_id)
  return answerJson(context, { run_id: json.run_id, error: null })
}

/**
 * Starts a run and streams what it does. TinyFish's stream is held to the end, also when the starter
 * leaves, and all who watch the run see what it tells.
 */
export async function streamRun(context: RouteContext): Promise<Answer> {
  const scopes = await requireScope(context, 'run:start')
  const { upstream, feed, request, maxResponseBytes, redactKey, noteStart } = context
  const body = await readStartBody(context)
  const source = await context.openStream(async () => {
    if (request.signal.aborted) throw new HandlerError('CLIENT_GONE')
    const held = new AbortController()
    const { signal } = held
    const call = { method: 'POST', path: '/automation/run-sse', body, signal } as const
    const filter = createEventFilter(maxResponseBytes, redactKey, { onRun: noteStart })
    const events = (await upstream.openEvents(call)).pipeThrough(filter)
    const copy = holdStream(events, feed, held, maxResponseBytes)
    // The others who watch may see more of the run than its starter, or less.
    const own = createEventFilter(maxResponseBytes, redactKey, { scopes })
    return createStreamSource(copy.pipeThrough(own))
  })
  return createEventAnswer(source)
}

async function readStartBody({ readBody, webhooks }: RouteContext) {
  const body = checkStartBody(await readBody())
  return webhooks ? { ...body, webhook_url: await createWebhookUrl(webhooks) } : body
}
