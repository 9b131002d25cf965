import { ApiError, createNotFoundError } from '../apiError.js'
import type { ApiCall } from './apiCall.js'
import { runAndStream, runAndWait, runAsync, runBatch } from './automation.js'
import { cancelRun, cancelRuns } from './cancel.js'
import { getRunList } from './runList.js'
import { getRun, getRuns, getStepScreenshot } from './runs.js'

/** One method and path of the API. `:name` in the path stands for an id. */
interface Route {
  method: 'GET' | 'POST'
  path: string
  answer: (call: ApiCall, ...ids: string[]) => Response | Promise<Response>
}

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
export async function answerApi(call: ApiCall, apiKey: string): Promise<Response> {
  try {
    checkKey(call.request, apiKey)
    return await findAnswer(call)
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

function findAnswer(call: ApiCall): Response | Promise<Response> {
  const { request, url } = call
  const allowed: string[] = []
  for (const { method, path, answer } of routes) {
    const ids = matchPath(path, url.pathname)
    if (!ids) continue
    if (method === request.method) return answer(call, ...ids)
    allowed.push(method)
  }
  if (allowed.length === 0) throw createNotFoundError('Route')
  const error = new ApiError(405, 'METHOD_NOT_ALLOWED', `${request.method} is not allowed here`)
  return error.toResponse({ Allow: allowed.join(', ') })
}

/** Gives the ids in a pathname, or `undefined` when it is not of the path's form. */
function matchPath(path: string, pathname: string): string[] | undefined {
  const pattern = new RegExp(`^${path.replace(/:\w+/g, '([A-Za-z0-9_-]+)')}$`)
  return pattern.exec(pathname)?.slice(1)
}
