import type { ByteSource } from './byteSource.js'

/** Makes a source of a stream. */
export function createStreamSource(stream: ReadableStream<Uint8Array>): ByteSource {
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
        // Whoever looks at `closed` says so.
      }
    }

    // At once, as a viewer that has stopped reading would never find out.
    reader.closed.catch((error: unknown) => sink.fail(error))
    void pass()
    return {
      resume: () => void pass(),
      cancel: () => void reader.cancel().catch(() => undefined),
    }
  }
}
