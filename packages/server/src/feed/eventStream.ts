import { toWireRun } from '../fields/project.js'
import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { RunFeed } from './runFeed.js'
import type { RunSnapshot } from './runSnapshot.js'

/** A larger event goes in pieces, so that a slow viewer can be told from one that does not read. */
const PIECE = 64 * 1024

export interface EventStreamOptions {
  /**
   * The runs, each with what the viewer may see of it. `null` for one that the viewer may not see: it
   * looks like one that does not exist.
   */
  runs: ReadonlyMap<string, ProjectRun | null>
  /** The last version that the viewer has seen. */
  since: number
  /** Milliseconds between two comments that keep the connection alive. */
  heartbeat: number
  /** Epoch milliseconds. */
  expiresAt: number
}

/**
 * Gives what happens to some runs to one viewer, until all have settled.
 *
 * Of each run only the latest snapshot waits, however slowly the viewer reads. One that takes nothing
 * from one heartbeat to the next is dropped.
 */
export function createEventStream(feed: RunFeed, options: EventStreamOptions): ByteSource {
  const { runs, since, heartbeat, expiresAt } = options
  return (sink) => {
    const waiting = new Map<string, RunSnapshot>()
    const unsettled = new Set(runs.keys())
    const unwatch: (() => void)[] = []
    /** What is left of the event that is being sent. */
    let rest: Uint8Array | null = null
    // The first one lets the answer begin at once.
    let isBeatDue = true
    let isFull = false
    let hasMoved = false
    let isOver = false
    let timer: NodeJS.Timeout | undefined

    function flush() {
      while (!isOver && !isFull) {
        let piece: Uint8Array | null
        try {
          piece = takePiece()
        } catch {
          // A run that cannot be written must not stop those who tell of it.
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
        if (next) {
          waiting.delete(next.runId)
          rest = getFrame(next, runs.get(next.runId) ?? showNothing)
        } else if (isBeatDue) {
          isBeatDue = false
          rest = HEARTBEAT
        }
      }
      const piece = rest
      if (piece === null || piece.length <= PIECE) {
        // As it is: ten thousand viewers would be ten thousand views of the same bytes.
        rest = null
        return piece
      }
      rest = piece.subarray(PIECE)
      return piece.subarray(0, PIECE)
    }

    function beat() {
      const isBehind = rest !== null || waiting.size > 0 || isBeatDue
      if (Date.now() >= expiresAt) return isBehind ? drop() : end()
      if (isBehind && !hasMoved) return drop()
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
      sink.write(END)
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

    for (const [runId, project] of runs) {
      if (project) unwatch.push(feed.watch(runId, listen))
      else listen(createRefusal(runId))
    }
    flush()
    // All may have been told at once, before there was anything to leave.
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

const showNothing: ProjectRun = () => ({})

function createRefusal(runId: string): RunSnapshot {
  return { runId, version: Date.now(), run: null, error: 'NOT_FOUND', isSettled: true }
}

/** Picks of a run, in the names of the wire, what a viewer may see. */
export type ProjectRun = (run: Record<string, unknown>) => Record<string, unknown>

/** How wrong the server's time in a frame may be, in milliseconds. */
const TOLERANCE = 250

interface Frame {
  /** Without the server's time and the end. */
  head: string
  bytes: Uint8Array
  madeAt: number
}

const encoder = new TextEncoder()
const frames = new WeakMap<RunSnapshot, Map<ProjectRun, Frame>>()

/** Keeps a connection alive that has nothing to say. */
export const HEARTBEAT = encoder.encode(':\n\n')
/** All runs have settled: there is no need to come back. */
export const END = encoder.encode('event: end\ndata: {}\n\n')

/**
 * Gives the event of a snapshot: the same bytes to all viewers who may see the same, however many
 * there are.
 */
export function getFrame(snapshot: RunSnapshot, project: ProjectRun): Uint8Array {
  const known = frames.get(snapshot) ?? new Map<ProjectRun, Frame>()
  frames.set(snapshot, known)
  const frame = known.get(project)
  const now = Date.now()
  if (frame && now - frame.madeAt <= TOLERANCE) return frame.bytes

  const head = frame?.head ?? createHead(snapshot, project)
  const bytes = encoder.encode(`${head},"server_now":"${new Date(now).toISOString()}"}\n\n`)
  known.set(project, { head, bytes, madeAt: now })
  return bytes
}

function createHead(snapshot: RunSnapshot, project: ProjectRun): string {
  const { runId, version, run, error, isSettled } = snapshot
  // Who is told that nothing comes after it need not read the run once more.
  const data = run
    ? { ...project(toWireRun(run)), ...(isSettled && { settled: true }) }
    : { run_id: runId, error: describeError(error) }
  const json = JSON.stringify(data)
  return `event: ${run ? 'run' : 'error'}\nid: ${version}\ndata: ${json.slice(0, -1)}`
}

/** In the form of the API, with a fixed text. */
function describeError(ending: RunSnapshot['error']) {
  const { ending: code, message } = new HandlerError(ending ?? 'NOT_FOUND')
  return { code, message }
}
