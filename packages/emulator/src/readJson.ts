import { ApiError } from './apiError.js'

/** Reads the JSON body of a request. Throws an `ApiError` when it is none. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'INVALID_INPUT', 'The body is not JSON')
  }
}
