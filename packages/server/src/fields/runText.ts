import type { EndingCode } from '../http/handlerError.js'
import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { Picker } from './project.js'
import { getRunId, projectRun } from './project.js'

/** One run among others, as JSON text. */
interface RunText {
  runId: string
  text: string
  /** Whether it is the run, and not the reason why there is none. */
  isRun: boolean
}

/**
 * Writes one run of several that a viewer is told of. Whatever tells of several runs is made of these
 * texts: what cannot be written of one run must not take the others with it. In its place stands an entry
 * with the reason. It has no status, so that no client takes it for a run.
 */
export function writeRunText(runId: string, project: () => object | null): RunText {
  try {
    return { runId, text: writeJson(project()), isRun: true }
  } catch {
    return { runId, text: writeUnreadable(runId), isRun: false }
  }
}

/**
 * Writes what a picker picks of one run in an answer of TinyFish. Gives `null` for what
 * is no run.
 */
export function writeRun(json: unknown, pickRun: Picker): RunText | null {
  const runId = getRunId(json)
  return runId === null ? null : writeRunText(runId, () => projectRun(json, pickRun))
}

/** Writes the entry for a run that cannot be shown, with a fixed text. */
export function writeUnreadable(
  runId: string,
  ending: EndingCode = 'UPSTREAM_INVALID_RESPONSE',
): string {
  const { ending: code, message } = new HandlerError(ending)
  return JSON.stringify({ run_id: runId, error: { code, message } })
}
