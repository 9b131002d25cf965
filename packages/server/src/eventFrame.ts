import { HandlerError } from './handlerError.js'
import type { RunSnapshot } from './runSnapshot.js'
import { toWireRun } from './wireRun.js'

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
