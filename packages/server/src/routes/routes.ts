import { isRunId } from '@fishbowl/core'

import type { HandlerAnswer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunScope } from '../scopes.js'
import { watchRuns } from './push.js'
import type { RequestContext } from './requestContext.js'
import { cancelRun, listRuns, readRun, readRuns, readScreenshot } from './runs.js'
import { startRun, streamRun } from './start.js'
import { giveShareScript, readLink, showSharePage } from './view.js'
import { takeWebhook } from './webhooks.js'

/** One path of the API below `/v1`, with the only method that it takes. `:name` stands for an id. */
interface Route {
  method: 'GET' | 'POST'
  path: string
  /**
   * The right that it takes. `null` where nobody is asked who they are: the path is signed, or what is there is
   * for everybody.
   */
  scope: RunScope | null
  /** Whether pages of other sites may lead there, and show it. @default false */
  isPage?: boolean
  answer: (context: RequestContext) => Promise<HandlerAnswer>
}

/** All that can be reached. The first path that fits counts, so that `events` is not taken for a run's id. */
const routes: readonly Route[] = [
  { method: 'GET', path: '/runs', scope: 'run:list', answer: listRuns },
  { method: 'POST', path: '/runs/batch', scope: 'run:read', answer: readRuns },
  { method: 'GET', path: '/runs/events', scope: 'run:read', answer: watchRuns },
  { method: 'GET', path: '/runs/:runId', scope: 'run:read', answer: readRun },
  { method: 'POST', path: '/runs/:runId/cancel', scope: 'run:cancel', answer: cancelRun },
  {
    method: 'GET',
    path: '/runs/:runId/steps/:stepId/screenshot',
    scope: 'run:steps',
    answer: readScreenshot,
  },
  { method: 'POST', path: '/automation/run-async', scope: 'run:start', answer: startRun },
  { method: 'POST', path: '/automation/run-sse', scope: 'run:start', answer: streamRun },
  { method: 'GET', path: '/view', scope: null, isPage: true, answer: showSharePage },
  { method: 'GET', path: '/view/link', scope: 'run:read', answer: readLink },
  { method: 'GET', path: '/view/script/:version', scope: null, answer: giveShareScript },
  { method: 'POST', path: '/webhooks/:name/:signature', scope: null, answer: takeWebhook },
]

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]*)')}$`),
}))

/** A route, with the ids that stood in the path. */
interface MatchedRoute extends Route {
  runId: string
  stepId: string
}

/**
 * Finds the route of a path below the handler's. Throws a `HandlerError` when there is none. One slash at the
 * end is taken, as many hosts add one.
 */
export function matchRoute(method: string, path: string): MatchedRoute {
  const pathname = path.endsWith('/') ? path.slice(0, -1) : path
  for (const { route, pattern } of patterns) {
    const match = pattern.exec(pathname)
    if (!match) continue
    if (route.method !== method) {
      throw new HandlerError('METHOD_NOT_ALLOWED', { headers: { Allow: route.method } })
    }
    const ids = match.groups ?? {}
    // Ids are not decoded, because no id needs an escape.
    if (!Object.values(ids).every(isRunId)) {
      throw new HandlerError('INVALID_INPUT', {
        message: 'An id is 1 to 128 letters, digits, "-" and "_".',
      })
    }
    return { runId: '', stepId: '', ...ids, ...route }
  }
  throw new HandlerError('NOT_FOUND')
}
