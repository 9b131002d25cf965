import type { EventSourceMessage } from 'eventsource-parser'
import { createParser } from 'eventsource-parser'

import { FishbowlError } from '../errors.js'

/** Characters: room for a result of 20 MB, and an end to what a broken server can make us keep. */
const MAX_EVENT_LENGTH = 32 * 1024 * 1024

/**
 * Reads an event stream, cut anywhere and with any line ends. Comments, which are signs of life, come
 * as events called `comment` when a silence would end the stream.
 *
 * @param maxSilence Milliseconds without a sign of life, be it a comment, after which it rejects with
 * `network_error`: a connection may be dead without anybody's having been told.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  maxSilence = Infinity,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const waiting: EventSourceMessage[] = []
  const parser = createParser({
    onEvent: (message) => waiting.push(message),
    ...(maxSilence < Infinity && {
      onComment: (data) => waiting.push({ event: 'comment', id: undefined, data }),
    }),
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') throw createSizeError()
    },
    maxBufferSize: MAX_EVENT_LENGTH,
  })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (let isDone = false; !isDone;) {
      const { done, value } = await withinSilence(reader.read(), maxSilence)
      isDone = done
      // A last event without its blank line still counts, if it is whole.
      parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }))
      yield* waiting.splice(0)
    }
  } finally {
    // Tells the server when the reader left early; after the end it does nothing.
    reader.cancel().catch(() => undefined)
  }
}

async function withinSilence<T>(work: Promise<T>, maxSilence: number): Promise<T> {
  if (maxSilence === Infinity) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(createSilenceError()), maxSilence)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}

function createSizeError(): FishbowlError {
  return new FishbowlError({
    code: 'invalid_response',
    message:
      'The event stream sent an event of more than 32 million characters, and was left. The run itself goes on: follow it with getRun or watchRuns, and do not start it again.',
  })
}

function createSilenceError(): FishbowlError {
  return new FishbowlError({
    code: 'network_error',
    message: 'The event stream gave no sign of life for too long, and was left.',
  })
}
