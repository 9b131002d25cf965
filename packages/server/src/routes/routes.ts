import { isRunId } from '@fishbowl/core'

import type { Answer } from '../http/answer.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunScope } from '../scopes.js'
import type { RouteContext } from './context.js'
import { takeWebhook, watchRuns } from './events.js'
import { cancelRun, listRuns, readRun, readRuns, readScreenshot } from './runs.js'
import { startRun, streamRun } from './start.js'

/** One path of the API below `/v1`, with the only method that it takes. `:name` stands for an id. */
interface Route {
  method: 'GET' | 'POST'
  path: string
  /** The right that it takes. `null` where nobody is asked who they are: the path itself is signed. */
  scope: RunScope | null
  answer: (context: RouteContext) => Promise<Answer>
}

/** All that can be reached. The first path that fits counts: `events` is not the id of a run. */
const ROUTES: readonly Route[] = [
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
  { method: 'POST', path: '/webhooks/:name/:signature', scope: null, answer: takeWebhook },
]

const PATTERNS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]*)')}$`),
}))

/** A route, with the ids that stood in the path. */
export interface MatchedRoute extends Route {
  runId: string
  stepId: string
}

/** Finds the route of a path below the handler's. Throws a `HandlerError` when there is none. */
export function matchRoute(method: string, pathname: string): MatchedRoute {
  for (const { route, pattern } of PATTERNS) {
    const match = pattern.exec(pathname)
    if (!match) continue
    if (route.method !== method) {
      throw new HandlerError('METHOD_NOT_ALLOWED', { headers: { Allow: route.method } })
    }
    const ids = match.groups ?? {}
    // Ids are not decoded: whatever needs an escape is not an id.
    if (!Object.values(ids).every(isRunId)) {
      throw new HandlerError('INVALID_INPUT', {
        message: 'An id is 1 to 128 letters, digits, "-" and "_".',
      })
    }
    return { runId: '', stepId: '', ...ids, ...route }
  }
  throw new HandlerError('NOT_FOUND')
}
