import type { Picker } from '../fields/project.js'
import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import { endFrame, getPushFrame, heartbeatFrame } from './pushFrame.js'
import type { RunFeed } from './runFeed.js'
import type { RunSnapshot } from './runSnapshot.js'

/**
 * Bytes that are sent at a time. A larger event goes in pieces, so that a slow viewer can be told from one
 * that does not read.
 */
const PIECE = 64 * 1024
/** Heartbeats in a row at which a viewer who is behind has taken nothing since the one before. */
const MAX_STILL_BEATS = 2

interface PushSourceOptions {
  /**
   * The runs, each with the picker of what the viewer may see of it. A run that the viewer may not see
   * has `null`, and is told of like one that does not exist.
   */
  runs: ReadonlyMap<string, Picker | null>
  /** The last version that the viewer has seen. Only what is newer is pushed. */
  since: number
  /** Milliseconds between two comments that keep the connection alive. */
  heartbeat: number
  /** Epoch milliseconds at which the stream ends. */
  expiresAt: number
}

/**
 * Makes the source of what is pushed to one viewer: what happens to some runs, until all have settled.
 *
 * However slowly the viewer reads, only the latest snapshot of each run waits. A viewer who takes nothing
 * for three heartbeats is dropped.
 */
export function createPushSource(feed: RunFeed, options: PushSourceOptions): ByteSource {
  const { runs, since, heartbeat, expiresAt } = options
  return (sink) => {
    const waiting = new Map<string, RunSnapshot>()
    const unsettled = new Set(runs.keys())
    const unwatch: (() => void)[] = []
    /** What is left of the event that is being sent. */
    let rest: Uint8Array | null = null
    // The first heartbeat lets the answer begin at once, even if nothing is known of any run.
    let isBeatDue = true
    let isFull = false
    let hasMoved = false
    let stillBeats = 0
    let isOver = false
    let timer: NodeJS.Timeout | undefined

    function flush() {
      while (!isOver && !isFull) {
        let piece: Uint8Array | null
        try {
          piece = takePiece()
        } catch {
          // An error that got out of here would keep the feed from telling the other viewers.
          return drop()
        }
        if (!piece) {
          if (unsettled.size === 0) close()
          return
        }
        hasMoved = true
        isFull = !sink.write(piece)
      }
    }

    function takePiece(): Uint8Array | null {
      if (!rest) {
        const [next] = waiting.values()
        // First, as a viewer takes a stream for dead that does not begin, and a large run takes its time.
        if (isBeatDue) {
          isBeatDue = false
          rest = heartbeatFrame
        } else if (next) {
          waiting.delete(next.runId)
          rest = getPushFrame(next, runs.get(next.runId) ?? pickNothing)
        }
      }
      const piece = rest
      if (piece === null || piece.length <= PIECE) {
        // A view of the same bytes for each viewer would be ten thousand views for ten thousand viewers.
        rest = null
        return piece
      }
      rest = piece.subarray(PIECE)
      return piece.subarray(0, PIECE)
    }

    function beat() {
      const isBehind = rest !== null || waiting.size > 0 || isBeatDue
      if (Date.now() >= expiresAt) return isBehind ? drop() : end()
      stillBeats = isBehind && !hasMoved ? stillBeats + 1 : 0
      if (stillBeats >= MAX_STILL_BEATS) return drop()
      hasMoved = false
      isBeatDue = true
      flush()
      schedule()
    }

    function schedule() {
      if (isOver) return
      timer = setTimeout(beat, Math.min(heartbeat, expiresAt - Date.now()))
    }

    function close() {
      sink.write(endFrame)
      end()
    }

    function end() {
      leave()
      sink.end()
    }

    function drop() {
      leave()
      sink.fail(new HandlerError('CLIENT_GONE'))
    }

    function leave() {
      isOver = true
      clearTimeout(timer)
      for (const stop of unwatch.splice(0)) stop()
      waiting.clear()
      rest = null
    }

    function listen(snapshot: RunSnapshot) {
      if (snapshot.isSettled) unsettled.delete(snapshot.runId)
      if (snapshot.version > since) waiting.set(snapshot.runId, snapshot)
      flush()
    }

    for (const [runId, pick] of runs) {
      if (pick) unwatch.push(feed.watch(runId, listen))
      else listen(createRefusal(runId))
    }
    flush()
    // If the feed has told of all ends at once, `leave` was called before the last `watch` returned, and
    // that one is still to be left.
    if (isOver) leave()
    else schedule()
    return {
      resume() {
        isFull = false
        flush()
      },
      cancel: leave,
    }
  }
}

const pickNothing: Picker = () => ({})

function createRefusal(runId: string): RunSnapshot {
  return { runId, version: Date.now(), run: null, error: 'NOT_FOUND', isSettled: true }
}
