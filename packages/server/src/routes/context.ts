import type { RunFeed } from '../feed/runFeed.js'
import type { RunText } from '../fields/runText.js'
import { completeRunText } from '../fields/runText.js'
import type { Answer } from '../http/answer.js'
import { createEmptyAnswer, createJsonAnswer, isEtagKnown } from '../http/answer.js'
import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunScope } from '../scopes.js'
import type { RunReader } from '../tinyfish/readRuns.js'
import type { Upstream } from '../tinyfish/upstream.js'
import type { Viewer } from '../viewers/viewer.js'
import type { WebhookOptions } from './webhooks.js'

/** What a route works with. */
export interface RouteContext {
  request: Request
  /** The id in the path, checked; empty where the path has none. */
  runId: string
  /** The id in the path, checked; empty where the path has none. */
  stepId: string
  viewer: Viewer
  upstream: Upstream
  reader: RunReader
  feed: RunFeed
  webhooks: WebhookOptions | null
  maxResponseBytes: number
  /** Gives the scopes that the viewer has for this, or `null` when it is not allowed. */
  getScopes: (scope: RunScope, ...runIds: string[]) => Promise<ReadonlySet<RunScope> | null>
  /** Tells whether the viewer may do this. */
  isAllowed: (scope: RunScope, ...runIds: string[]) => Promise<boolean>
  /** Opens an event stream within the viewer's limits, which ends with the viewer's rights. */
  openStream: (open: () => Promise<ByteSource>) => Promise<ByteSource>
  /** Lets the viewer follow a run that they have just started. */
  noteStart: (runId: string) => Promise<void>
  /** Reads the body of the request, once. It may have `maxRequestBytes` if nothing else is said. */
  readBody: (maxBytes?: number) => Promise<unknown>
  /** Takes the API key out of a text for the viewer. */
  redactKey: (text: string) => string
}

/** Ends the request unless the viewer may do what is about no run in particular. Gives their scopes. */
export async function requireScope(
  context: RouteContext,
  scope: 'run:start' | 'run:list',
): Promise<ReadonlySet<RunScope>> {
  const scopes = await context.getScopes(scope)
  if (scopes) return scopes
  throw new HandlerError('FORBIDDEN')
}

/**
 * Ends the request, as if there were no such run, unless the viewer may see it. Gives the scopes that
 * they have for it.
 */
export async function requireRun(context: RouteContext): Promise<ReadonlySet<RunScope>> {
  const scopes = await context.getScopes('run:read', context.runId)
  if (scopes) return scopes
  throw new HandlerError('NOT_FOUND')
}

/** Answers with a run, or says that the viewer has it already. */
export function answerRun({ request }: RouteContext, text: RunText): Answer {
  const headers = { ETag: text.etag }
  return isEtagKnown(request, text.etag)
    ? createEmptyAnswer(304, headers)
    : createJsonAnswer(completeRunText(text), headers)
}

/** Answers with JSON. */
export function answerJson(context: RouteContext, value: unknown): Answer {
  return createJsonAnswer(context.redactKey(JSON.stringify(value)))
}
