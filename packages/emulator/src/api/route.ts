import { ApiError } from '../apiError.js'
import type { RunStore } from '../store.js'

/** What a route works with. */
export interface RouteContext {
  request: Request
  url: URL
  store: RunStore
  streamOrigin: string
}

/** One method and path of the API. `:name` in the path stands for an id. */
export interface Route {
  method: 'GET' | 'POST'
  path: string
  answer: (context: RouteContext, ...ids: string[]) => Response | Promise<Response>
}

/** Gives the ids in a pathname, or nothing when it is not of this form. */
export function matchPath(path: string, pathname: string): string[] | undefined {
  const pattern = new RegExp(`^${path.replace(/:\w+/g, '([A-Za-z0-9_-]+)')}$`)
  return pattern.exec(pathname)?.slice(1)
}

/** Reads the JSON body of a request. Throws an `ApiError` when it is none. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'INVALID_INPUT', 'The body is not JSON')
  }
}
