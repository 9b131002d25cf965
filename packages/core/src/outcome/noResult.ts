import { isList, listKeys, readLength, readMember } from '../run/wire.js'
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

  const keys = isList(value) ? null : listKeys(value)
  const count = keys?.length ?? readLength(value)
  if (count === 0) return 'empty'
  let hasFields = false
  let isAllNull = true
  // A list may have a million rows, of which the first tells all: nothing is copied or filtered.
  for (let index = 0; index < count; index += 1) {
    if (index === MAX_EMPTY) return null
    const key = keys?.[index]
    const field = readMember(value, key ?? index)
    if (!isEmpty(field)) return null
    if (isAllClear(key)) continue
    hasFields = true
    isAllNull &&= field === null
  }
  if (!hasFields) return null
  return isAllNull ? 'all_null' : 'all_empty'
}

/** How many empty values are looked at: whoever lists more of them has something to say. */
const MAX_EMPTY = 100_000

/**
 * An empty `errors` says that nothing went wrong. As the only field that is an answer; beside other
 * fields it is not counted as data.
 */
function isAllClear(key: string | undefined): boolean {
  return key === 'error' || key === 'errors'
}

function isEmpty(value: unknown): boolean {
  return value === null || (isList(value) && readLength(value) === 0)
}
