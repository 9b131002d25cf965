import type { Answer } from '../http/answer.js'
import type { ByteFlow, ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'

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

/** Makes a Web `Response` of an answer. What streams breaks off when the request is aborted. */
export function toResponse({ status, headers, body }: Answer, request: Request): Response {
  const content = typeof body === 'function' ? toStream(body, request) : body
  return new Response(content, { status, headers })
}

function toStream(source: ByteSource, request: Request): ReadableStream<Uint8Array> {
  let flow: ByteFlow
  return new ReadableStream({
    start(controller) {
      flow = source({
        write(bytes) {
          controller.enqueue(bytes)
          return (controller.desiredSize ?? 0) > 0
        },
        end: () => controller.close(),
        fail: (error) => controller.error(error),
      })
      const leave = () => {
        flow.cancel()
        controller.error(new HandlerError('CLIENT_GONE'))
      }
      // Not every platform cancels the body too. Node aborts the signal only while there is its request.
      request.signal.addEventListener('abort', leave, { once: true })
      if (request.signal.aborted) leave()
    },
    pull: () => flow.resume(),
    cancel: () => flow.cancel(),
  })
}
