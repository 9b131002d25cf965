import { isRunId } from '@fishbowl/core'
import { parseErrorBody } from '@fishbowl/core/internal'

import { holdStream } from '../feed/heldStream.js'
import { createEventFilter } from '../fields/eventFilter.js'
import type { Shape } from '../fields/pick.js'
import { findStranger, isRecord } from '../fields/pick.js'
import type { Answer } from '../http/answer.js'
import { createEventAnswer } from '../http/answer.js'
import { createStreamSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import { getUpstreamEnding } from '../tinyfish/upstream.js'
import type { RouteContext } from './context.js'
import { answerJson, requireScope } from './context.js'
import { createWebhookUrl } from './webhooks.js'

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

/**
 * What a browser may say about a run that it starts. Left out is what reaches beyond the run: the
 * vault and profiles (signed-in browsers), webhooks and custom proxies (requests to anywhere),
 * feature flags and statistics.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
const START: Shape = {
  url: 'value',
  goal: 'value',
  browser_profile: 'value',
  proxy_config: { enabled: 'value', country_code: 'value' },
  agent_config: {
    mode: 'value',
    max_steps: 'value',
    max_duration_seconds: 'value',
    cursor_style: 'value',
  },
  capture_config: {
    elements: 'value',
    snapshots: 'value',
    screenshots: 'value',
    recording: 'value',
    html: 'value',
  },
  output_schema: 'json',
}

/** Checks that the body of a start says nothing that a browser may not say. TinyFish checks the rest. */
export function checkStartBody(body: unknown): Record<string, unknown> {
  if (!isRecord(body)) {
    throw new HandlerError('INVALID_INPUT', { message: 'The body is not an object.' })
  }
  const stranger = findStranger(body, START)
  if (stranger === undefined) return body
  const field = /^[a-z_.]{1,64}$/.test(stranger) ? `\`${stranger}\`` : 'One of the fields'
  throw new HandlerError('INVALID_INPUT', {
    message: `${field} cannot be set from a browser. Start such runs on the server.`,
  })
}
