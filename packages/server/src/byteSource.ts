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
