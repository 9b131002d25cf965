import { HandlerError } from './handlerError.js'

/**
 * Bytes that come over time. A source is called once, with the sink that its bytes go into. It does what
 * a `ReadableStream` does, but nothing stands between the source and what it writes to, which counts
 * with ten thousand viewers.
 */
export type ByteSource = (sink: ByteSink) => ByteFlow

/** Takes what a source gives. A viewer's connection is one. */
interface ByteSink {
  /** Takes some bytes. Answers false when the source should wait until `resume` is called. */
  write(bytes: Uint8Array): boolean
  /** Says that all has been given. */
  end(): void
  /** Breaks off, so that nobody takes it for the end. */
  fail(error: unknown): void
}

/** The bytes on their way from a source to a sink. After the end both functions do nothing. */
interface ByteFlow {
  /** Says that the sink takes more. */
  resume: () => void
  /** Says that nobody wants the rest. */
  cancel: () => void
}

/** Makes a source of the bytes of a stream. */
export function toByteSource(stream: ReadableStream<Uint8Array>): ByteSource {
  return (sink) => {
    const reader = stream.getReader()
    let isReading = false

    async function pass(): Promise<void> {
      if (isReading) return
      isReading = true
      try {
        let isWanted = true
        while (isWanted) {
          const { done, value } = await reader.read()
          if (done) return sink.end()
          isWanted = sink.write(value)
        }
        isReading = false
      } catch {
        // The handler of `closed` below tells the sink why the stream broke off.
      }
    }

    // A viewer who has stopped reading would never be told if only `read` noticed the failure.
    reader.closed.catch((error: unknown) => sink.fail(error))
    void pass()
    return {
      resume: () => void pass(),
      cancel: () => void reader.cancel().catch(() => undefined),
    }
  }
}

/** Makes a stream of a source. It breaks off when the request is aborted. */
export function toStream(source: ByteSource, request: Request): ReadableStream<Uint8Array> {
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
