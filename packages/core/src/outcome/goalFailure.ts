import { findText, isRecord } from '../run/wire.js'

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
  return failure === undefined ? null : getFailureReason(failure)
}

/** Finds the text in a result that says what went wrong, `''` when there is none. */
export function getFailureReason(result: unknown): string {
  return isRecord(result) ? findText(result, REASON_KEYS) : ''
}

function tellsFailure(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { status, error, success } = value
  if (typeof status === 'string' && FAILURE_WORDS.includes(status.trim().toLowerCase())) return true
  return Boolean(error) || success === false
}

/** In which way there is nothing in a result. */
export type NoResultReason = 'null' | 'blank' | 'empty' | 'all_null' | 'all_empty'

/** Tells in which way a result holds nothing, `null` when it holds something. */
export function getNoResultReason(result: unknown): NoResultReason | null {
  return getReasonOfValue(unwrapResult(result))
}

function getReasonOfValue(value: unknown): NoResultReason | null {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return value.trim() === '' ? 'blank' : null
  if (typeof value !== 'object') return null

  // A list is not copied, as it may have a million rows of which the first tells all.
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : getReasonOfFields(value)
  const entries = Object.entries(value)
  if (entries.length === 0) return 'empty'
  const fields = entries.filter((entry) => !isAllClear(entry)).map(([, field]): unknown => field)
  return fields.length === 0 ? null : getReasonOfFields(fields)
}

function getReasonOfFields(fields: readonly unknown[]): NoResultReason | null {
  if (fields.every((field) => field === null)) return 'all_null'
  return fields.every(isEmpty) ? 'all_empty' : null
}

/** `{ "errors": [] }` alone is an answer, "nothing went wrong"; beside empty fields it is no data. */
function isAllClear([key, field]: [string, unknown]): boolean {
  return (key === 'error' || key === 'errors') && isEmpty(field)
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** A result without its JSON text, and what stands in its `result` key, where agents often put it. */
export function getResultLayers(result: unknown): { outer: unknown; inner: unknown } {
  const outer = readJsonText(result)
  const hasInner = isRecord(outer) && Object.hasOwn(outer, 'result')
  return { outer, inner: hasInner ? readJsonText(outer.result) : undefined }
}

/**
 * Takes the wrapping off a result: agents put their data as JSON into a text, into a fenced block, or
 * into an object whose only key is `result`. What has no wrapping is returned as it is.
 *
 * @example
 * unwrapResult('```json\n{"price":12}\n```') // { price: 12 }
 */
export function unwrapResult(result: unknown): unknown {
  const { outer, inner } = getResultLayers(result)
  const isWrapper = inner !== undefined && isRecord(outer) && Object.keys(outer).length === 1
  return isWrapper ? inner : outer
}

/** The value that a JSON text stands for, fenced as in Markdown or not. Anything else as it is. */
function readJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(withoutFence(value.trim()))
  } catch {
    return value
  }
}

function withoutFence(text: string): string {
  const isFenced = text.startsWith('```') && text.endsWith('```')
  return isFenced ? text.slice(3, -3).replace(/^\w*/, '') : text
}
