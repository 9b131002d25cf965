import { HandlerError } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunScope } from '../scopes.js'
import { getRunId, projectRun } from './project.js'

/** One run in an answer, as JSON text. */
interface RunText {
  runId: string
  text: string
}

/**
 * Writes what viewers with these scopes may see of one run of an answer with several. All such answers are
 * made of these texts: what cannot be written of one run must not take the others with it. In its place
 * stands an entry with the reason. It has no status, so that no client takes it for a run.
 *
 * Gives `null` for what is no run.
 */
export function writeRun(json: unknown, scopes: ReadonlySet<RunScope>): RunText | null {
  const runId = getRunId(json)
  if (runId === null) return null
  try {
    return { runId, text: writeJson(projectRun(json, scopes)) }
  } catch {
    return { runId, text: writeUnreadable(runId) }
  }
}

/** Writes the entry for a run that cannot be passed on. */
export function writeUnreadable(runId: string): string {
  const { ending: code, message } = new HandlerError('UPSTREAM_INVALID_RESPONSE')
  return JSON.stringify({ run_id: runId, error: { code, message } })
}
