import type { EventSourceMessage } from 'eventsource-parser'
import { createParser } from 'eventsource-parser'

import { FishbowlError } from '../errors.js'

/**
 * Characters. Enough for a result of 20 MB, and a limit to what a broken server can fill memory
 * with.
 */
const MAX_EVENT_LENGTH = 32 * 1024 * 1024

const signOfLife: EventSourceMessage = { event: 'comment', id: undefined, data: '' }

/**
 * Reads the frames of an event stream, however its bytes are cut and whatever its line ends are.
 *
 * @param maxSilence Milliseconds after which a silent stream is given up with `network_error`, because
 * a dead connection may never say so. Comments, and parts of an event that takes its time, count as signs
 * of life, and come as events that are called `comment`. Without this limit they are passed over.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
  maxSilence = Infinity,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const waiting: EventSourceMessage[] = []
  const parser = createParser({
    onEvent: (message) => waiting.push(message),
    ...(maxSilence < Infinity && {
      onComment: () => waiting.push(signOfLife),
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
      // At the end a blank line is added: some servers leave it out behind their last event.
      parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }))
      if (!done && waiting.length === 0 && maxSilence < Infinity) waiting.push(signOfLife)
      yield* waiting.splice(0)
    }
  } finally {
    // A reader that leaves early must close the connection. After the end this does nothing.
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
