import type { HandlerAnswer } from '../http/answer.js'
import type { ByteFlow, ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'

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
      // Not every platform cancels the body when the viewer leaves, and so the signal is listened to as
      // well. This function must hold on to the request, as Node does not abort the signal of a request
      // that was collected.
      request.signal.addEventListener('abort', leave, { once: true })
      if (request.signal.aborted) leave()
    },
    pull: () => flow.resume(),
    cancel: () => flow.cancel(),
  })
}
