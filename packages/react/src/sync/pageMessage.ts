import { isRunId } from '@fishbowl/core'
import { isRecord, MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

/** A run that a page wants to be told of, and the version that it has. */
export type Wish = [runId: string, version: number]

/**
 * What pages that share an event stream say to each other.
 *
 * - `want`: what a page wants to be told of. It is a sign of life, too
 * - `lead`: a page leads, and its stream tells of these runs and of no others
 * - `run`: what the stream has told of a run, as the server sent it
 * - `refuse`: the stream cannot tell of a run
 */
export type PageMessage = { page: string } & (
  | { type: 'want'; runs: Wish[] }
  // A page that has led before another one has a lower term.
  | { type: 'lead'; term: number; runIds: string[] }
  | { type: 'run'; term: number; runId: string; version: number; text: string }
  | { type: 'refuse'; term: number; runId: string }
)

/** Whether a page of ours has said this: anybody of the origin may talk. */
export function isPageMessage(data: unknown): data is PageMessage {
  if (!isRecord(data) || !isText(data['page'])) return false
  const { type, runs, term, runIds, runId, version, text } = data
  if (type === 'want') return isListOf(runs, isWish)
  if (!isNumber(term)) return false
  if (type === 'lead') return isListOf(runIds, isRunId)
  if (!isRunId(runId)) return false
  return type === 'refuse' || (type === 'run' && isNumber(version) && isText(text))
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= MAX_RUNS_A_REQUEST && value.every(isItem)
}

function isWish(value: unknown): boolean {
  return Array.isArray(value) && isRunId(value[0]) && isNumber(value[1])
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
