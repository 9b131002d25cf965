import type { Answer } from './answer.js'
import { createEmptyAnswer } from './answers.js'

/** Answers what a browser asks before it lets a page of another origin in. `null` for anything else. */
export function answerPreflight(
  request: Request,
  allowedOrigins: readonly string[],
): Answer | null {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')
  if (!isPreflight || !getAllowedOrigin(request, allowedOrigins)) return null
  return createEmptyAnswer(204, {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match, Last-Event-ID',
    'Access-Control-Max-Age': '600',
  })
}

/**
 * Lets a page of an allowed origin read an answer. It names the origin, and does not allow cookies:
 * pages of other origins show a viewer token.
 */
export function addCors(
  answer: Answer,
  request: Request,
  allowedOrigins: readonly string[],
): Answer {
  const origin = getAllowedOrigin(request, allowedOrigins)
  if (!origin) return answer
  const headers = {
    ...answer.headers,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'ETag, Retry-After',
  }
  return { ...answer, headers }
}

function getAllowedOrigin({ headers }: Request, allowedOrigins: readonly string[]): string | null {
  const origin = headers.get('Origin')
  return origin !== null && allowedOrigins.includes(origin) ? origin : null
}
