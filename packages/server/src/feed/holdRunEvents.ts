import type { EventPiece } from '../fields/filterEvents.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunFeed } from './runFeed.js'

/**
 * Milliseconds after which any stream is given up, however much it says. The run goes on without it, and
 * is read while somebody watches.
 */
const MAX_AGE = 60 * 60_000
/**
 * Milliseconds. The API sends a heartbeat every 30 seconds, so that four are missing by then, and a dead
 * connection may never say so.
 */
const MAX_SILENCE = 120_000
/** How many times `maxWaitingBytes` a stream may have, because all that it tells of a run is kept in memory. */
const MAX_FILLS = 8

/**
 * Follows the event stream that TinyFish sends of a run to its end, and lets the feed tell all viewers.
 * Gives a copy of the stream for whoever started the run. The stream goes on when they leave.
 *
 * @param controller Its signal must end the stream.
 * @param maxWaitingBytes A starter who reads so slowly that more bytes would wait is dropped. A
 *   stream of eight times as many is given up.
 * @param onEnd Called when the stream of TinyFish is over or has been given up.
 */
export function holdRunEvents(
  pieces: AsyncIterable<EventPiece>,
  feed: RunFeed,
  controller: AbortController,
  maxWaitingBytes: number,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  let starter: ReadableStreamDefaultController<Uint8Array> | null = null
  let hasEnded = false
  let size = 0

  function pass(bytes: Uint8Array) {
    size += bytes.byteLength
    if (size > MAX_FILLS * maxWaitingBytes) controller.abort()
    if (!starter) return
    if ((starter.desiredSize ?? 0) > 0) starter.enqueue(bytes)
    else endStarter((copy) => copy.error(new HandlerError('CLIENT_GONE')))
  }

  function endStarter(end: (copy: ReadableStreamDefaultController<Uint8Array>) => void) {
    if (starter) end(starter)
    starter = null
  }

  async function follow() {
    const limit = (after: number) => setTimeout(() => controller.abort(), after)
    const oldAge = limit(MAX_AGE)
    let silence = limit(MAX_SILENCE)
    let release: (() => void) | undefined
    try {
      for await (const { bytes, events, isEnd } of pieces) {
        clearTimeout(silence)
        silence = limit(MAX_SILENCE)
        pass(bytes)
        for (const event of events) {
          if (!('runId' in event) || event.runId === null) continue
          release ??= feed.hold(event.runId)
          feed.note(event.runId, event)
        }
        if (isEnd) break
      }
      hasEnded = true
    } catch {
      // The run goes on without its stream, and the feed reads it for whoever watches.
    } finally {
      clearTimeout(oldAge)
      clearTimeout(silence)
      // It is over for sure now, whether it ended, broke off, or went on with heartbeats after its end.
      controller.abort()
      onEnd()
      release?.()
      endStarter((copy) =>
        hasEnded ? copy.close() : copy.error(new HandlerError('UPSTREAM_UNREACHABLE')),
      )
    }
  }

  const copy = new ReadableStream<Uint8Array>(
    {
      start(own) {
        starter = own
      },
      cancel() {
        starter = null
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxWaitingBytes }),
  )
  void follow()
  return copy
}
