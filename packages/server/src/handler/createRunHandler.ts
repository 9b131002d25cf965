import { parseUrl } from '@fishbowl/core/internal'

import type { RunFeed } from '../feed/runFeed.js'
import { createRunFeed } from '../feed/runFeed.js'
import type { HandlerAnswer } from '../http/answer.js'
import { createErrorAnswer } from '../http/answer.js'
import { readRequestJson } from '../http/body.js'
import { HandlerError } from '../http/handlerError.js'
import { redactError, redactKey } from '../http/redact.js'
import { matchRoute } from '../routes/routes.js'
import type { WebhookWatch } from '../routes/webhookWatch.js'
import { createWebhookWatch } from '../routes/webhookWatch.js'
import type { RunScope } from '../scopes.js'
import { createAccountStore, createNamer, nameAccount } from '../store/accountStore.js'
import type { SharedReads } from '../tinyfish/sharedReads.js'
import { createSharedReads } from '../tinyfish/sharedReads.js'
import type { Upstream } from '../tinyfish/upstream.js'
import { createUpstream } from '../tinyfish/upstream.js'
import { createUsualRuns, withUsual } from '../tinyfish/usualRuns.js'
import type { Authenticate } from '../viewers/authenticate.js'
import { createAuthenticator } from '../viewers/authenticate.js'
import type { ViewerLimits } from '../viewers/limits.js'
import { createRateLimiter, createViewerLimits } from '../viewers/limits.js'
import type { StartedRuns } from '../viewers/startedRuns.js'
import { createStartedRuns } from '../viewers/startedRuns.js'
import { nobody } from '../viewers/viewer.js'
import type { Audit } from './audit.js'
import { createAudit } from './audit.js'
import type { OperatorLog } from './operatorLog.js'
import { createOperatorLog, notify } from './operatorLog.js'
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
  log: OperatorLog
  webhookWatch: WebhookWatch | null
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
  const usualRuns = createUsualRuns(store, createNamer(checked.apiKey))
  const upstream = withUsual(createUpstream(checked), usualRuns)
  const log = createOperatorLog(checked.onError)
  const webhookWatch = checked.webhooks && createWebhookWatch(log)
  const services: Services = {
    upstream,
    sharedReads: createSharedReads(upstream),
    feed: createRunFeed({
      ...checked,
      store,
      upstream,
      redactKey: (text) => redactKey(text, checked.apiKey),
      report: log,
      onEnd: (runId) => webhookWatch?.end(runId),
      onHint: (runId) => webhookWatch?.come(runId),
    }),
    startedRuns,
    authenticate: createAuthenticator({ ...checked, account }, startedRuns, log),
    limits: createViewerLimits(checked.tokens, createRateLimiter(store), (error) =>
      log(createStoreError(error, checked)),
    ),
    log,
    webhookWatch,
  }

  return createWebHandler(async (request) => {
    const { allowedOrigins, onAudit } = checked
    const preflight = answerPreflight(request, allowedOrigins)
    if (preflight) return addCors(preflight, request, allowedOrigins)

    const audit = createAudit((entry) => notify(onAudit, entry))
    const answer = await answerRequest(request, checked, services, audit).catch(
      (thrown: unknown) => {
        const error = toHandlerError(thrown, request, checked)
        log(error)
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
  services: Services,
  audit: Audit,
): Promise<HandlerAnswer> {
  const { upstream, sharedReads, feed, authenticate, limits, startedRuns, log } = services
  // A server writes what the `Host` header says into the URL, and some hosts are not possible.
  if (!parseUrl(request.url)) throw new HandlerError('INVALID_INPUT')
  const pathname = getPathname(request.url)
  const { basePath, apiKey } = options
  if (!pathname.startsWith(`${basePath}/`))
    throw createPathError(request.method, pathname, basePath)
  const route = matchRoute(request.method, pathname.slice(basePath.length))
  Object.assign(audit.about, { scope: route.scope, runId: route.runId || null })
  if (!route.isPage) checkSameOrigin(request, options.allowedOrigins)
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
    services.webhookWatch?.expect(runId)
    if (!viewer.token) return
    try {
      if (await startedRuns.add(viewer.token.subject, runId)) return
    } catch (error) {
      // A failing store must not fail the start: the run goes on, and whoever started it has its id.
      return log(createStoreError(error, options))
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
    share: options.share,
    maxResponseBytes: options.maxResponseBytes,
    getScopes,
    getScopesOfEach,
    isAllowed: async (scope, ...runIds) => (await getScopes(scope, ...runIds)) !== null,
    openStream: (open) => limits.openStream(viewer, open),
    noteStart,
    readBody: (maxBytes = options.maxRequestBytes) => readRequestJson(request, maxBytes),
    report: log,
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

/** The end of a path that nobody asks for but a page of ours. */
const OURS = /^(?:\/[\w.-]+)*\/(?:runs\/batch|automation\/run-(?:async|sse))$/

function createPathError(method: string, pathname: string, basePath: string): HandlerError {
  const isOurs = method === 'POST' && OURS.test(pathname) && !pathname.includes(basePath)
  return new HandlerError('NOT_FOUND', {
    ...(isOurs && {
      advice: `A page asked for a path that is not below '${basePath}'. Write \`basePath\`: the path where your server mounts the handler.`,
    }),
  })
}

function createStoreError(error: unknown, { apiKey }: CheckedOptions): HandlerError {
  return new HandlerError('STORE_UNREACHABLE', { cause: redactError(error, apiKey) })
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
