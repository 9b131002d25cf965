/** Takes what a source gives: a viewer's connection. */
export interface ByteSink {
  /** Takes a piece. False when that is enough until `resume` is called. */
  write(bytes: Uint8Array): boolean
  end(): void
  /** Breaks off, so that it does not look like the end. */
  fail(error: unknown): void
}

/** A source that gives. Both do nothing once it has ended. */
export interface ByteFlow {
  /** Says that the sink wants more. */
  resume: () => void
  /** Says that nobody wants any more. */
  cancel: () => void
}

/**
 * Bytes that come over time. Calling it, once, lets them come into a sink: like a `ReadableStream`, but
 * nothing stands between a source and what it writes to, and that counts with ten thousand viewers.
 */
export type ByteSource = (sink: ByteSink) => ByteFlow

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
