import { parseUrl } from '@fishbowl/core/internal'

import type { RunFeed } from '../feed/runFeed.js'
import { createRunFeed } from '../feed/runFeed.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createErrorAnswer } from '../http/answer.js'
import { readRequestJson } from '../http/body.js'
import { HandlerError } from '../http/handlerError.js'
import { redactError, redactKey } from '../http/redact.js'
import { matchRoute } from '../routes/routes.js'
import type { RunScope } from '../scopes.js'
import { createAccountStore, nameAccount } from '../store/accountStore.js'
import type { SharedReads } from '../tinyfish/sharedReads.js'
import { createSharedReads } from '../tinyfish/sharedReads.js'
import type { Upstream } from '../tinyfish/upstream.js'
import { createUpstream } from '../tinyfish/upstream.js'
import type { Authenticate } from '../viewers/authenticate.js'
import { createAuthenticator } from '../viewers/authenticate.js'
import type { ViewerLimits } from '../viewers/limits.js'
import { createRateLimiter, createViewerLimits } from '../viewers/limits.js'
import type { StartedRuns } from '../viewers/startedRuns.js'
import { createStartedRuns } from '../viewers/startedRuns.js'
import { nobody } from '../viewers/viewer.js'
import type { Audit } from './audit.js'
import { createAudit } from './audit.js'
import type { CheckedOptions, RunHandlerOptions } from './options.js'
import { checkOptions } from './options.js'
import { addCors, answerPreflight, checkSameOrigin } from './origin.js'
import { createWebHandler } from './webHandler.js'

/** What all requests of a handler share. */
interface Services {
  upstream: Upstream
  sharedReads: SharedReads
  feed: RunFeed
  startedRuns: StartedRuns
  authenticate: Authenticate
  limits: ViewerLimits
}

/**
 * Makes the function behind the endpoint that browsers talk to. It holds the API key, lets through
 * only what `authorize` or a viewer token allows, and passes on only what is documented. It never rejects.
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
  const account = nameAccount(checked.apiKey, checked.baseUrl)
  const store = createAccountStore(checked.store, account)
  const startedRuns = createStartedRuns(store)
  const upstream = createUpstream(checked)
  const services: Services = {
    upstream,
    sharedReads: createSharedReads(upstream),
    feed: createRunFeed({
      ...checked,
      store,
      upstream,
      redactKey: (text) => redactKey(text, checked.apiKey),
      report: (error) => notify(checked.onError, error),
    }),
    startedRuns,
    authenticate: createAuthenticator({ ...checked, account }, startedRuns, (error) =>
      notify(checked.onError, error),
    ),
    limits: createViewerLimits(checked.tokens, createRateLimiter(store), (error) =>
      reportStore(error, checked),
    ),
  }

  return createWebHandler(async (request) => {
    const { allowedOrigins, onAudit } = checked
    const preflight = answerPreflight(request, allowedOrigins)
    if (preflight) return addCors(preflight, request, allowedOrigins)

    const audit = createAudit((entry) => notify(onAudit, entry))
    const answer = await answerRequest(request, checked, services, audit).catch(
      (thrown: unknown) => {
        const error = toHandlerError(thrown, request, checked)
        if (error.isReported) notify(checked.onError, error)
        return createErrorAnswer(error)
      },
    )
    audit.end(answer.status)
    return addCors(answer, request, allowedOrigins)
  })
}

async function answerRequest(
  request: Request,
  options: CheckedOptions,
  { upstream, sharedReads, feed, authenticate, limits, startedRuns }: Services,
  audit: Audit,
): Promise<HandlerAnswer> {
  // A server writes what the `Host` header says into the URL, and some hosts are not possible.
  if (!parseUrl(request.url)) throw new HandlerError('INVALID_INPUT')
  const pathname = getPathname(request.url)
  const { basePath, apiKey } = options
  if (!pathname.startsWith(`${basePath}/`)) throw new HandlerError('NOT_FOUND')
  const route = matchRoute(request.method, pathname.slice(basePath.length))
  Object.assign(audit.about, { scope: route.scope, runId: route.runId || null })
  checkSameOrigin(request, options.allowedOrigins)
  const viewer = route.scope ? await authenticate(request) : nobody
  Object.assign(audit.about, { token: viewer.token, subject: viewer.subject })
  await limits.takeRequest(viewer)

  async function getScopes(scope: RunScope, ...runIds: string[]) {
    const scopes = await viewer.getScopes({ scope, runIds })
    audit.decide(runIds, scopes !== null)
    return scopes
  }

  /** Asks for each run. A request that could be anybody's is refused as a whole with its first run. */
  async function getScopesOfEach(runIds: readonly string[]) {
    const [first = '', ...others] = runIds
    const ask = (runId: string) => getScopes('run:read', runId)
    if (!viewer.isNobody) return Promise.all(runIds.map(ask))
    const scopes = await ask(first)
    if (scopes) return [scopes, ...(await Promise.all(others.map(ask)))]
    audit.decide(others, false)
    return runIds.map(() => null)
  }

  async function noteStart(runId: string) {
    audit.start(runId)
    if (!viewer.token) return
    try {
      if (await startedRuns.add(viewer.token.subject, runId)) return
    } catch (error) {
      // A failing store must not fail the start: the run goes on, and whoever started it has its id.
      return reportStore(error, options)
    }
    // Nobody else would give away a run that somebody has started already.
    throw new HandlerError('UPSTREAM_INVALID_RESPONSE', {
      message: 'TinyFish answered a start with the id of a run that another viewer has started.',
    })
  }

  return route.answer({
    request,
    runId: route.runId,
    stepId: route.stepId,
    viewer,
    upstream,
    sharedReads,
    feed,
    webhooks: options.webhooks,
    maxResponseBytes: options.maxResponseBytes,
    getScopes,
    getScopesOfEach,
    isAllowed: async (scope, ...runIds) => (await getScopes(scope, ...runIds)) !== null,
    openStream: (open) => limits.openStream(viewer, open),
    noteStart,
    readBody: (maxBytes = options.maxRequestBytes) => readRequestJson(request, maxBytes),
    report: (error) => notify(options.onError, error),
    redactKey: (text) => redactKey(text, apiKey),
  })
}

/**
 * Gives the path as it was sent. A parser of URLs would resolve `..` and the like, which must not lead to
 * a route.
 */
function getPathname(url: string): string {
  return /^[^:]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? ''
}

function reportStore(error: unknown, { apiKey, onError }: CheckedOptions): void {
  const cause = redactError(error, apiKey)
  notify(onError, new HandlerError('STORE_UNREACHABLE', { cause }))
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

/** Tells a host's listener. A listener that throws or rejects must not fail the request. */
function notify<T>(listener: ((value: T) => unknown) | undefined, value: T): void {
  new Promise((resolve) => {
    resolve(listener?.(value))
  }).catch(() => undefined)
}
