import { unwrapResult } from './resultLayers.js'

/** In which way there is nothing in a result. */
export type NoResultReason = 'null' | 'blank' | 'empty' | 'all_null' | 'all_empty'

/** Tells in which way a result holds nothing, `null` when it holds something. */
export function getNoResultReason(result: unknown): NoResultReason | null {
  return getReason(unwrapResult(result))
}

function getReason(value: unknown): NoResultReason | null {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return value.trim() === '' ? 'blank' : null
  if (typeof value !== 'object') return null

  const fields: unknown[] = Object.values(value)
  if (fields.length === 0) return 'empty'
  if (fields.every((field) => field === null)) return 'all_null'
  if (fields.every((field) => field === null || isEmptyArray(field))) return 'all_empty'
  return null
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
