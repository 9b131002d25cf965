import { ApiError, createNotFoundError } from '../apiError.js'
import { runAndStream, runAndWait, runAsync, runBatch } from './automation.js'
import { cancelRun, cancelRuns } from './cancel.js'
import type { Route, RouteContext } from './route.js'
import { matchPath } from './route.js'
import { getRun, getRunList, getRuns, getStepScreenshot } from './runs.js'

const routes: Route[] = [
  { method: 'POST', path: '/v1/automation/run', answer: runAndWait },
  { method: 'POST', path: '/v1/automation/run-async', answer: runAsync },
  { method: 'POST', path: '/v1/automation/run-sse', answer: runAndStream },
  { method: 'POST', path: '/v1/automation/run-batch', answer: runBatch },
  { method: 'GET', path: '/v1/runs', answer: getRunList },
  { method: 'POST', path: '/v1/runs/batch', answer: getRuns },
  { method: 'POST', path: '/v1/runs/batch/cancel', answer: cancelRuns },
  { method: 'GET', path: '/v1/runs/:runId', answer: getRun },
  { method: 'POST', path: '/v1/runs/:runId/cancel', answer: cancelRun },
  { method: 'GET', path: '/v1/runs/:runId/steps/:stepId/screenshot', answer: getStepScreenshot },
]

/** Answers a request to the API. Rejects only when the request is aborted. */
export async function answerApi(context: RouteContext, apiKey: string): Promise<Response> {
  try {
    checkKey(context.request, apiKey)
    return await findAnswer(context)
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  }
}

function checkKey(request: Request, apiKey: string): void {
  const key = request.headers.get('X-API-Key')
  if (!key) throw new ApiError(401, 'MISSING_API_KEY', 'The X-API-Key header is missing')
  if (key !== apiKey) throw new ApiError(401, 'INVALID_API_KEY', 'The API key is not valid')
}

function findAnswer(context: RouteContext): Response | Promise<Response> {
  const { request, url } = context
  const allowed: string[] = []
  for (const { method, path, answer } of routes) {
    const ids = matchPath(path, url.pathname)
    if (!ids) continue
    if (method === request.method) return answer(context, ...ids)
    allowed.push(method)
  }
  if (allowed.length === 0) throw createNotFoundError('Route')
  const error = new ApiError(405, 'METHOD_NOT_ALLOWED', `${request.method} is not allowed here`)
  return error.toResponse({ Allow: allowed.join(', ') })
}
