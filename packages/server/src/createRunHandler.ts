import type { FishbowlError } from '@fishbowl/core'

import type { Authorize, RunScope } from './authorize.js'
import type { CheckedOptions } from './checkOptions.js'
import { checkOptions } from './checkOptions.js'
import { HandlerError } from './handlerError.js'
import { redactError, redactKey } from './redact.js'
import { readRequestJson } from './requestBody.js'
import { createErrorResponse } from './responses.js'
import type { RouteContext } from './routeContext.js'
import { matchRoute } from './routes.js'
import type { RunFeed } from './runFeed.js'
import { createRunFeed } from './runFeed.js'
import type { RunStore } from './runStore.js'
import { checkSameOrigin } from './sameOrigin.js'
import type { Upstream } from './upstream.js'
import { createUpstream } from './upstream.js'
import type { WebhookOptions } from './webhookUrl.js'

/** Who may do what, and how to reach TinyFish. */
export interface RunHandlerOptions {
  /** The key of your TinyFish account. It is sent to `baseUrl` and nowhere else. */
  apiKey: string | undefined
  /**
   * Says whether the sender of a request may do something, before anything is asked of TinyFish.
   * Only `true` is a yes; when it throws or rejects, that is a no.
   *
   * A run that may not be read answers 404, like one that does not exist. Asked with `run:read`,
   * `run:cancel`, `run:start` and `run:list`; a request for several runs asks once for each of them.
   * To look at a start's body, read `request.clone()`.
   */
  authorize: Authorize
  /** The path below which the handler is mounted. @default '/api/fishbowl' */
  basePath?: string | undefined
  /** Sends the requests to TinyFish. @default the global `fetch` */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Where TinyFish is. @default 'https://agent.tinyfish.ai/v1' */
  baseUrl?: string | undefined
  /**
   * Origins of pages that may start and cancel runs, beside the handler's own. Needed when a proxy
   * does not pass the `Host` that browsers ask for: `['https://app.example.com']`.
   *
   * @default []
   */
  allowedOrigins?: readonly string[] | undefined
  /** Milliseconds that TinyFish may take. A stream only has to open in that time. @default 30_000 */
  timeout?: number | undefined
  /** Bytes that the body of a request may have. @default 65_536 */
  maxRequestBytes?: number | undefined
  /** Bytes that an answer of TinyFish, or one event of a stream, may have. @default 8_388_608 */
  maxResponseBytes?: number | undefined
  /**
   * What the processes of your server share, so that one of them reads runs for the viewers of all.
   *
   * @default createMemoryStore()
   */
  store?: RunStore | undefined
  /** Milliseconds from one read of a watched run to the next, while it is young. @default 2_000 */
  pollInterval?: number | undefined
  /** Requests a second with which watched runs are read, by all processes together. @default 1 */
  maxPollRate?: number | undefined
  /**
   * Lets TinyFish say that a run has ended: runs started through the handler get a `webhook_url`. For
   * other runs make one with `createWebhookUrl`. Without it, changes are found by reading alone.
   */
  webhooks?: WebhookOptions | undefined
  /**
   * Told what went wrong at TinyFish, in `authorize` or in the handler, for your log. Neither the
   * error nor its `cause` contains keys, tokens or URLs.
   */
  onError?: ((error: FishbowlError) => unknown) | undefined
}

/**
 * Makes the function behind the endpoint that browsers talk to. It holds the API key, lets through
 * only what `authorize` allows, and passes on only what is documented. It never rejects.
 *
 * @throws {FishbowlError} `invalid_input` when an option is missing or not usable.
 * @example
 * const handler = createRunHandler({
 *   apiKey: process.env.TINYFISH_API_KEY,
 *   authorize: async (request, { scope, runIds }) => {
 *     const user = await getUser(request)
 *     return user !== null && scope === 'run:read' && runIds.every((runId) => user.owns(runId))
 *   },
 * })
 * export { handler as GET, handler as POST }
 */
export function createRunHandler(
  options: RunHandlerOptions,
): (request: Request) => Promise<Response> {
  const checked = checkOptions(options)
  const upstream = createUpstream(checked)
  const feed = createRunFeed({
    ...checked,
    upstream,
    redactKey: (text) => redactKey(text, checked.apiKey),
    report: (error) => report(error, checked),
  })

  return async (request) => {
    try {
      return await answer(request, checked, upstream, feed)
    } catch (thrown) {
      const error = toHandlerError(thrown, request, checked)
      if (error.isReported) report(error, checked)
      return createErrorResponse(error)
    }
  }
}

async function answer(
  request: Request,
  options: CheckedOptions,
  upstream: Upstream,
  feed: RunFeed,
): Promise<Response> {
  const { pathname } = new URL(request.url)
  const { basePath, apiKey } = options
  if (!pathname.startsWith(`${basePath}/`)) throw new HandlerError('NOT_FOUND')
  const route = matchRoute(request.method, pathname.slice(basePath.length))
  if (route.method === 'POST') checkSameOrigin(request, options.allowedOrigins)

  const context: RouteContext = {
    request,
    runId: route.runId,
    stepId: route.stepId,
    upstream,
    feed,
    webhooks: options.webhooks,
    maxResponseBytes: options.maxResponseBytes,
    isAllowed: (scope, ...runIds) => isAllowed(request, scope, runIds, options),
    readBody: (maxBytes = options.maxRequestBytes) => readRequestJson(request, maxBytes),
    redactKey: (text) => redactKey(text, apiKey),
  }
  return route.answer(context)
}

async function isAllowed(
  request: Request,
  scope: RunScope,
  runIds: readonly string[],
  options: CheckedOptions,
): Promise<boolean> {
  try {
    // A host's plain JavaScript may answer with anything, such as the text 'false'.
    return (await options.authorize(request, { scope, runIds })) === true
  } catch (error) {
    const cause = redactError(error, options.apiKey)
    const message = '`authorize` failed, and so the request was refused.'
    report(new HandlerError('FORBIDDEN', { message, cause }), options)
    return false
  }
}

function toHandlerError(
  error: unknown,
  { signal }: Request,
  { apiKey }: CheckedOptions,
): HandlerError {
  if (error instanceof HandlerError) return error
  if (signal.aborted) return new HandlerError('CLIENT_GONE')
  return new HandlerError('INTERNAL_ERROR', { cause: redactError(error, apiKey) })
}

function report(error: HandlerError, { onError }: CheckedOptions): void {
  // A log that fails must not fail the request.
  new Promise((resolve) => {
    resolve(onError(error))
  }).catch(() => undefined)
}
