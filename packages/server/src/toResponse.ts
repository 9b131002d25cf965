import type { Answer } from './answer.js'
import type { ByteFlow, ByteSource } from './byteSource.js'
import { HandlerError } from './handlerError.js'

/** Makes a Web `Response` of an answer. What streams breaks off when the signal aborts. */
export function toResponse({ status, headers, body }: Answer, { signal }: Request): Response {
  const content = typeof body === 'function' ? toStream(body, signal) : body
  return new Response(content, { status, headers })
}

function toStream(source: ByteSource, signal: AbortSignal): ReadableStream<Uint8Array> {
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
      // Not every platform cancels the body too.
      signal.addEventListener('abort', leave, { once: true })
      if (signal.aborted) leave()
    },
    pull: () => flow.resume(),
    cancel: () => flow.cancel(),
  })
}
