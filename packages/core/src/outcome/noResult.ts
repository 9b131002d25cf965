import { isList, listKeys, readLength, readMember } from '../run/wire.js'
import { isBare, isHollow, isNoError, isNothing, MAX_HOLLOW } from './hollow.js'
import { unwrapResult } from './resultLayers.js'

/** In which way there is nothing in a result. */
export type NoResultReason = 'null' | 'blank' | 'empty' | 'all_null' | 'all_empty'

/** Tells in which way a result holds nothing, `null` when it holds something. */
export function getNoResultReason(result: unknown): NoResultReason | null {
  return getReasonOfValue(unwrapResult(result))
}

function getReasonOfValue(value: unknown): NoResultReason | null {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return isNothing(value) ? 'blank' : null
  if (typeof value !== 'object') return null

  const keys = isList(value) ? null : listKeys(value)
  const count = keys?.length ?? readLength(value)
  if (count === 0) return isBare(value) ? 'empty' : null
  if (count > MAX_HOLLOW) return null
  const fields: unknown[] = []
  for (let index = 0; index < count; index += 1) {
    const key = keys?.[index]
    const field = readMember(value, key ?? index)
    if (!isAllClear(key, field)) fields.push(field)
  }
  if (fields.length === 0 || !isHollow(fields)) return null
  return fields.every((field) => field === null) ? 'all_null' : 'all_empty'
}

/**
 * An empty `errors` says that nothing went wrong. As the only field that is an answer; beside other
 * fields it is not counted as data.
 */
function isAllClear(key: string | undefined, field: unknown): boolean {
  return (key === 'error' || key === 'errors') && isNoError(field)
}
