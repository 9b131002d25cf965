import type { RunScope } from './authorize.js'
import { HandlerError } from './handlerError.js'
import { createJsonResponse } from './responses.js'
import type { RunFeed } from './runFeed.js'
import type { Upstream } from './upstream.js'
import type { WebhookOptions } from './webhookUrl.js'

/** What a route works with. */
export interface RouteContext {
  request: Request
  /** The id in the path, checked; empty where the path has none. */
  runId: string
  /** The id in the path, checked; empty where the path has none. */
  stepId: string
  upstream: Upstream
  feed: RunFeed
  webhooks: WebhookOptions | null
  maxResponseBytes: number
  /** Asks the host whether the viewer may do this. */
  isAllowed: (scope: RunScope, ...runIds: string[]) => Promise<boolean>
  /** Reads the body of the request, once. It may have `maxRequestBytes` if nothing else is said. */
  readBody: (maxBytes?: number) => Promise<unknown>
  /** Takes the API key out of a text for the viewer. */
  redactKey: (text: string) => string
}

/** Ends the request unless the host allows what is about no run in particular. */
export async function requireScope(
  context: RouteContext,
  scope: 'run:start' | 'run:list',
): Promise<void> {
  if (!(await context.isAllowed(scope))) throw new HandlerError('FORBIDDEN')
}

/** Ends the request, as if there were no such run, unless the viewer may see it. */
export async function requireRun(context: RouteContext): Promise<void> {
  if (!(await context.isAllowed('run:read', context.runId))) throw new HandlerError('NOT_FOUND')
}

/** Answers with JSON. */
export function answerJson(context: RouteContext, value: unknown): Response {
  return createJsonResponse(context.redactKey(JSON.stringify(value)))
}
