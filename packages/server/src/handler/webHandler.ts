import type { HandlerAnswer } from '../http/answer.js'
import { toStream } from '../http/byteSource.js'

/** Answers a request. Never rejects. */
type AnswerRequest = (request: Request) => Promise<HandlerAnswer>

type WebHandler = (request: Request) => Promise<Response>

/**
 * Where a handler keeps the function that gives plain answers. The symbol is a global one, because a
 * bundler may make a second copy of this module for `./node`.
 */
const ANSWER = Symbol.for('fishbowl.answer')

/** Makes a function from `Request` to `Response`. `getAnswerRequest` finds the given function in it. */
export function createWebHandler(answer: AnswerRequest): WebHandler {
  const handler: WebHandler = async (request) => toResponse(await answer(request), request)
  return Object.defineProperty(handler, ANSWER, { value: answer })
}

/**
 * Gives the function that answers without a `Response`, with which Node is faster. `null` when the
 * handler is a function of the host.
 */
export function getAnswerRequest(handler: WebHandler): AnswerRequest | null {
  return ANSWER in handler ? (handler[ANSWER] as AnswerRequest) : null
}

/** Makes a Web `Response` of an answer. A stream breaks off when the request is aborted. */
export function toResponse({ status, headers, body }: HandlerAnswer, request: Request): Response {
  const content = typeof body === 'function' ? toStream(body, request) : body
  return new Response(content, { status, headers })
}
