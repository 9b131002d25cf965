import type { RunFeed } from '../feed/runFeed.js'
import type { RunBody } from '../fields/runBody.js'
import { completeRunBody } from '../fields/runBody.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createEmptyAnswer, createJsonAnswer } from '../http/answer.js'
import type { ByteSource } from '../http/byteSource.js'
import { isEtagKnown } from '../http/etag.js'
import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunScope } from '../scopes.js'
import type { CheckedShare } from '../share/shareOptions.js'
import type { SharedReads } from '../tinyfish/sharedReads.js'
import type { Upstream } from '../tinyfish/upstream.js'
import type { OpenStream } from '../viewers/limits.js'
import type { Viewer } from '../viewers/viewer.js'
import type { WebhookOptions } from './webhookUrl.js'

/** What the route of a request works with. */
export interface RequestContext {
  request: Request
  /** The id in the path, checked; empty where the path has none. */
  runId: string
  /** The id in the path, checked; empty where the path has none. */
  stepId: string
  viewer: Viewer
  upstream: Upstream
  sharedReads: SharedReads
  feed: RunFeed
  webhooks: WebhookOptions | null
  /** What the page of share links may do; `null` where there are no links, as there are no tokens. */
  share: CheckedShare | null
  maxResponseBytes: number
  /** Gives the scopes that the viewer has for an action, or `null` when it is not allowed. */
  getScopes: (scope: RunScope, ...runIds: string[]) => Promise<ReadonlySet<RunScope> | null>
  /** Gives, for each of several runs, the scopes of a viewer who reads it, or `null`. */
  getScopesOfEach: (runIds: readonly string[]) => Promise<(ReadonlySet<RunScope> | null)[]>
  /** Tells whether an action is allowed. */
  isAllowed: (scope: RunScope, ...runIds: string[]) => Promise<boolean>
  /** Opens an event stream, if the viewer's limits allow it. The stream ends with the viewer's rights. */
  openStream: (open: OpenStream) => Promise<ByteSource>
  /** Lets the viewer follow a run that they have just started. */
  noteStart: (runId: string) => Promise<void>
  /**
   * Reads the JSON body of the request, which can be done once.
   *
   * @param maxBytes How long the body may be. @default `maxRequestBytes` of the handler
   */
  readBody: (maxBytes?: number) => Promise<unknown>
  /** Tells the host's log what went wrong without ending the request. */
  report: (error: HandlerError) => void
  /** Takes the API key out of a text for the viewer. */
  redactKey: (text: string) => string
}

/**
 * Gives the scopes that the viewer has for an action that is about no run in particular. Ends the
 * request when it is not allowed.
 */
export async function requireScope(
  context: RequestContext,
  scope: 'run:start' | 'run:list',
): Promise<ReadonlySet<RunScope>> {
  const scopes = await context.getScopes(scope)
  if (scopes) return scopes
  throw new HandlerError('FORBIDDEN')
}

/**
 * Gives the scopes that the viewer has for the run of the request. Ends the request when they may not
 * see the run, as if there were no such run.
 */
export async function requireRun(context: RequestContext): Promise<ReadonlySet<RunScope>> {
  const scopes = await context.getScopes('run:read', context.runId)
  if (scopes) return scopes
  throw new HandlerError('NOT_FOUND')
}

/** Answers with a run, or says that the viewer has it already. */
export function answerRun({ request }: RequestContext, body: RunBody): HandlerAnswer {
  const headers = { ETag: body.etag }
  return isEtagKnown(request, body.etag)
    ? createEmptyAnswer(304, headers)
    : createJsonAnswer(completeRunBody(body), headers)
}

/** Answers with a value as JSON, without the API key. */
export function answerJson(context: RequestContext, value: unknown): HandlerAnswer {
  return createJsonAnswer(context.redactKey(writeJson(value)))
}

/** Answers with several runs, of which each was written alone, and with what else belongs to the answer. */
export function answerRuns(
  context: RequestContext,
  runTexts: readonly string[],
  rest: Record<string, unknown>,
): HandlerAnswer {
  const text = `{"data":[${runTexts.join()}],${writeJson(rest).slice(1)}`
  return createJsonAnswer(context.redactKey(text))
}
