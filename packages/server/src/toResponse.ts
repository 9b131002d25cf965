import type { Answer } from './answer.js'
import type { ByteFlow, ByteSource } from './byteSource.js'
import { HandlerError } from './handlerError.js'

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
