import { ApiError } from '../apiError.js'
import type { EmulatorStore } from '../store.js'

/** One request to the API, and what it is answered from. */
export interface ApiCall {
  request: Request
  url: URL
  store: EmulatorStore
  /** Where stream pages and recordings are served. */
  streamOrigin: string
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
