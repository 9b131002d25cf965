import type { Answer } from './answer.js'
import { toResponse } from './toResponse.js'

/** Answers a request. Never rejects. */
export type AnswerRequest = (request: Request) => Promise<Answer>

type WebHandler = (request: Request) => Promise<Response>

/** A symbol of all copies of this module, as a bundler may make another one for `./node`. */
const ANSWER = Symbol.for('fishbowl.answer')

/** Makes a function from `Request` to `Response`, of which Node can have the plain answers. */
export function createWebHandler(answer: AnswerRequest): WebHandler {
  const handler: WebHandler = async (request) => toResponse(await answer(request), request)
  return Object.defineProperty(handler, ANSWER, { value: answer })
}

/** Gives what a handler answers with before that is a `Response`. `null` for a function of the host. */
export function getAnswerRequest(handler: WebHandler): AnswerRequest | null {
  return ANSWER in handler ? (handler[ANSWER] as AnswerRequest) : null
}
