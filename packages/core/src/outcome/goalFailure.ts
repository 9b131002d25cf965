import { findText, isRecord, readMember } from '../run/wire.js'
import { getResultLayers } from './resultLayers.js'

const failureWords = ['failure', 'failed', 'error']
/** Where a result says what went wrong, the most telling key first. */
const reasonKeys = ['reason', 'error', 'message', 'error_message', 'error_type']

/**
 * Tells why the agent says that it did not reach its goal (`''` when it gives no reason), or `null`
 * when it does not say so. It is strict on purpose: a result that merely speaks of something missing,
 * such as `{ available: false }`, is an answer to the goal.
 */
export function getGoalFailure(result: unknown): string | null {
  const { outer, inner } = getResultLayers(result)
  const failure = [outer, inner].find(tellsFailure)
  return failure === undefined ? null : getFailureReason(failure)
}

/** Finds the text in a result that says what went wrong, `''` when there is none. */
export function getFailureReason(result: unknown): string {
  return isRecord(result) ? findText(result, reasonKeys) : ''
}

function tellsFailure(value: unknown): boolean {
  if (!isRecord(value)) return false
  const status = readMember(value, 'status')
  if (typeof status === 'string' && failureWords.includes(status.trim().toLowerCase())) return true
  return Boolean(readMember(value, 'error')) || readMember(value, 'success') === false
}
