import { unwrapResult } from './resultLayers.js'

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

  // A list may have a million rows, of which the first tells all: it is not filtered, which would
  // copy it.
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

/**
 * An empty `errors` says that nothing went wrong. As the only field that is an answer; beside other
 * fields it is not counted as data.
 */
function isAllClear([key, field]: [string, unknown]): boolean {
  return (key === 'error' || key === 'errors') && isEmpty(field)
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
