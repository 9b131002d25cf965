import { findText } from './findText.js'
import { getResultLayers } from './resultLayers.js'
import { isRecord } from './wire.js'

const FAILURE_WORDS = ['failure', 'failed', 'error']
const REASON_KEYS = ['reason', 'error', 'message', 'error_message', 'error_type']

/**
 * Tells why the agent says that it did not reach its goal (`''` when it gives no reason), or `null`
 * when it does not say so. Strict on purpose: a result that merely speaks of something missing, such
 * as `{ available: false }`, is an answer.
 */
export function getGoalFailure(result: unknown): string | null {
  const { outer, inner } = getResultLayers(result)
  const failure = [outer, inner].find(tellsFailure)
  return failure === undefined ? null : getReason(failure)
}

/** Finds the text in a result that says what went wrong, `''` when there is none. */
export function getReason(result: unknown): string {
  return isRecord(result) ? findText(result, REASON_KEYS) : ''
}

function tellsFailure(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { status, error, success } = value
  if (typeof status === 'string' && FAILURE_WORDS.includes(status.trim().toLowerCase())) return true
  return Boolean(error) || success === false
}
