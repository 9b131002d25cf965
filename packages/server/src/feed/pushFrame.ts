import type { Run } from '@fishbowl/core'

import type { Picker } from '../fields/project.js'
import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunSnapshot } from './runSnapshot.js'

interface Frame {
  /** The text without the server's time and the end. */
  head: string
  bytes: Uint8Array
  /** Epoch milliseconds. */
  madeAt: number
}

/** Milliseconds by which the server's time in a frame may be wrong. */
const TOLERANCE = 250

/**
 * Fields with any JSON of the host or the web, whose names must stay as they are, and steps, of which there
 * may be ten thousand and whose names are the same on the wire.
 */
const opaqueFields: ReadonlySet<string> = new Set(['result', 'outputSchema', 'steps'])

const encoder = new TextEncoder()
const frames = new WeakMap<RunSnapshot, Map<Picker, Frame>>()

/** A comment, which keeps a connection alive that has nothing to tell. */
export const heartbeatFrame = encoder.encode(':\n\n')
/** Tells that all runs have settled, so that the viewer does not come back. */
export const endFrame = encoder.encode('event: end\ndata: {}\n\n')

/**
 * Writes the event that tells of a snapshot. All viewers who have the same picker get the same bytes, so
 * that ten thousand viewers do not cost ten thousand copies.
 */
export function getPushFrame(snapshot: RunSnapshot, pick: Picker): Uint8Array {
  const known = frames.get(snapshot) ?? new Map<Picker, Frame>()
  frames.set(snapshot, known)
  const frame = known.get(pick)
  const now = Date.now()
  if (frame && now - frame.madeAt <= TOLERANCE) return frame.bytes

  const head = frame?.head ?? createHead(snapshot, pick)
  const bytes = encoder.encode(`${head},"server_now":"${new Date(now).toISOString()}"}\n\n`)
  known.set(pick, { head, bytes, madeAt: now })
  return bytes
}

function createHead(snapshot: RunSnapshot, pick: Picker): string {
  const { runId, version, run, error, isSettled } = snapshot
  if (!run) return createErrorHead(runId, version, error)
  // With the mark `settled` the client knows that it need not read the run once more.
  const data = { ...pick(toWireRun(run)), ...(isSettled && { settled: true }) }
  try {
    return `event: run\nid: ${version}\ndata: ${writeJson(data).slice(0, -1)}`
  } catch {
    // The viewer may watch a hundred others, and must go on hearing of them.
    return createErrorHead(runId, version, 'UPSTREAM_INVALID_RESPONSE')
  }
}

function createErrorHead(runId: string, version: number, error: RunSnapshot['error']): string {
  const json = JSON.stringify({ run_id: runId, error: describeError(error) })
  return `event: error\nid: ${version}\ndata: ${json.slice(0, -1)}`
}

/** Describes an error in the form of the API, with a fixed text. */
function describeError(ending: RunSnapshot['error']) {
  const { ending: code, message } = new HandlerError(ending ?? 'NOT_FOUND')
  return { code, message }
}

/** Writes a run as the API does, which is the reverse of `parseRun`. */
function toWireRun(run: Run): Record<string, unknown> {
  return snakeKeys(run)
}

function snakeKeys(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      opaqueFields.has(name) ? field : toWire(field),
    ]),
  )
}

function toWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toWire)
  return typeof value === 'object' && value !== null ? snakeKeys(value) : value
}
