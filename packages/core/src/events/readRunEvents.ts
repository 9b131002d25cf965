import { FishbowlError } from '../errors.js'
import { parseEventText } from '../result/resultText.js'
import { readFrames } from './readFrames.js'
import type { RunEvent } from './runEvent.js'
import { parseRunEvent } from './runEvent.js'

/**
 * Milliseconds. The API sends a heartbeat every 30 seconds, so that four are missing by then, and a dead
 * connection may never say so.
 */
const MAX_SILENCE = 120_000

/**
 * Reads a run's event stream, for instance the body of an answer to `POST /automation/run-sse`.
 *
 * Ends with the `COMPLETE` event, although the server may go on with heartbeats. Lines that are not
 * events are passed over. Events that do not name their run get the id of the `STARTED` event.
 *
 * @throws {FishbowlError} `network_error` when the stream breaks off before the run has ended, or
 * says nothing for two minutes; `invalid_response` when one event has more than 32 million characters.
 * @example
 * for await (const event of readRunEvents(response.body)) console.log(event.type)
 */
export async function* readRunEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<RunEvent, void, undefined> {
  let runId: string | null = null
  for await (const { event: name, data } of readFrames(body, MAX_SILENCE)) {
    if (name === 'comment') continue
    // Some versions of the API have ended their streams with this mark instead of an event.
    if (data.trim() === '[DONE]') return
    const event = parseRunEvent(parseLine(data))
    if (!event) continue
    if (event.type === 'STARTED') runId = event.runId
    else if (event.type !== 'HEARTBEAT') event.runId ??= runId
    yield event
    if (event.type === 'COMPLETE') return
  }
  throw new FishbowlError({
    code: 'network_error',
    message:
      'The event stream broke off before the run ended. The run itself goes on: follow it with getRun or watchRuns, and do not start it again.',
  })
}

/** Reads a run's event stream up to the id of the run, and leaves it. `null` where the run ends without one. */
export async function readRunId(body: ReadableStream<Uint8Array>): Promise<string | null> {
  for await (const event of readRunEvents(body)) {
    const runId = 'runId' in event ? event.runId : null
    if (runId !== null) return runId
  }
  return null
}

function parseLine(data: string): unknown {
  try {
    return parseEventText(data)
  } catch {
    return null
  }
}
