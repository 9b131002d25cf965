import { isRunId } from '@fishbowl/core'
import { isRecord, parseErrorBody, readRunId } from '@fishbowl/core/internal'

import { holdRunEvents } from '../feed/holdRunEvents.js'
import { filterEvents } from '../fields/filterEvents.js'
import type { Shape } from '../fields/pick.js'
import { findStranger } from '../fields/pick.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createEventAnswer } from '../http/answer.js'
import { toByteSource, toStream } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import { isDeeperThan } from '../http/jsonText.js'
import { getUpstreamEnding } from '../tinyfish/upstreamErrors.js'
import type { RequestContext } from './requestContext.js'
import { answerJson, requireScope } from './requestContext.js'
import { createWebhookUrl } from './webhookUrl.js'

/**
 * What a browser may say about a run that it starts. It may not say what reaches beyond the run: the
 * vault and profiles (signed-in browsers), webhooks and custom proxies (requests to anywhere),
 * feature flags and statistics.
 *
 * @see https://docs.tinyfish.ai/api-reference/automation/run-browser-automation-asynchronously
 */
const startShape: Shape = {
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

/** Levels of a body. Nobody writes such a schema by hand, and deeper ones cannot be sent on. */
const MAX_DEPTH = 500

/** Starts a run and answers with its id. */
export async function startRun(context: RequestContext): Promise<HandlerAnswer> {
  await requireScope(context, 'run:start')
  const json = await context.upstream.readJson({
    method: 'POST',
    path: '/automation/run-async',
    body: await readStartBody(context),
    signal: context.request.signal,
  })
  if (!isRecord(json)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  // The API refuses a start with the status 200 and an error in the body.
  if (json.error) throw new HandlerError(getUpstreamEnding(200, parseErrorBody(json).code))
  if (!isRunId(json.run_id)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  await context.noteStart(json.run_id)
  return answerJson(context, { run_id: json.run_id, error: null })
}

/**
 * Starts a run and answers with a stream of its events, or, where JSON is asked for, with its id as soon as
 * there is one. TinyFish's stream is held to the end even if the starter leaves, because all who watch the
 * run are told its events.
 */
export async function streamRun(context: RequestContext): Promise<HandlerAnswer> {
  const scopes = await requireScope(context, 'run:start')
  const { upstream, feed, request, maxResponseBytes, redactKey, noteStart, report } = context
  const body = await readStartBody(context)
  const source = await context.openStream(async (keep) => {
    if (request.signal.aborted) throw new HandlerError('CLIENT_GONE')
    // The starter's own signal must not end the stream: others may watch the run.
    const held = new AbortController()
    const { signal } = held
    const call = { method: 'POST', path: '/automation/run-sse', body, signal } as const
    const pieces = filterEvents(await upstream.openEvents(call), {
      maxLineLength: maxResponseBytes,
      redactKey,
      scopes,
      onRun: (runId) =>
        noteStart(runId).catch((error: unknown) => {
          // The answer has begun, so that only the host's log can still be told.
          if (error instanceof HandlerError) report(error)
          throw error
        }),
      onStranger: () => report(createStrangerError()),
    })
    const free = keep(() => held.abort())
    return toByteSource(holdRunEvents(pieces, feed, held, maxResponseBytes, free))
  })
  if (request.headers.get('Accept') !== 'application/json') return createEventAnswer(source)
  return answerJson(context, { run_id: await getStartedId(toStream(source, request)), error: null })
}

/** Gives the id that a stream names first, and leaves it. Without one nobody knows whether there is a run. */
async function getStartedId(stream: ReadableStream<Uint8Array>): Promise<string> {
  const runId = await readRunId(stream).catch((error: unknown) => {
    if (error instanceof HandlerError) throw error
    return null
  })
  if (runId === null) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')
  return runId
}

function createStrangerError(): HandlerError {
  return new HandlerError('UPSTREAM_INVALID_RESPONSE', {
    message: 'The event stream of a run named another run. Those events were dropped.',
  })
}

async function readStartBody({ readBody, webhooks }: RequestContext) {
  const body = checkStartBody(await readBody())
  return webhooks ? { ...body, webhook_url: await createWebhookUrl(webhooks) } : body
}

/** Checks that the body of a start says nothing that a browser may not say. TinyFish checks the rest. */
function checkStartBody(body: unknown): Record<string, unknown> {
  if (!isRecord(body)) {
    throw new HandlerError('INVALID_INPUT', { message: 'The body is not an object.' })
  }
  if (isDeeperThan(MAX_DEPTH, body)) {
    throw new HandlerError('INVALID_INPUT', {
      message: `The body is nested deeper than ${MAX_DEPTH} levels.`,
    })
  }
  const stranger = findStranger(body, startShape)
  if (stranger === undefined) return body
  const field = /^[a-z_.]{1,64}$/.test(stranger) ? `\`${stranger}\`` : 'One of the fields'
  throw new HandlerError('INVALID_INPUT', {
    message: `${field} cannot be set from a browser. Start such runs on the server.`,
  })
}
