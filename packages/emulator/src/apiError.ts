/** An answer that is not a success, in the API's own form. What answers requests throws it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }

  toResponse(headers?: Record<string, string>): Response {
    const { status, code, message, details } = this
    return Response.json(
      { error: { code, message, ...(details !== undefined && { details }) } },
      { status, ...(headers && { headers }) },
    )
  }
}

/** One thing that is wrong with a request. */
export interface InputIssue {
  code: 'invalid_type' | 'invalid_value' | 'too_small' | 'too_big'
  path: (string | number)[]
  message: string
}

/** Makes the answer to a request that is not what the API takes. */
export function createInputError(issues: InputIssue[]): ApiError {
  return new ApiError(400, 'INVALID_INPUT', 'The request is not valid', issues)
}

/** Makes the answer to a question for something that is not there. */
export function createNotFoundError(what: string): ApiError {
  return new ApiError(404, 'NOT_FOUND', `${what} not found`)
}
