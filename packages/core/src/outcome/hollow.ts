import { isList, listKeys, readLength, readMember } from '../run/wire.js'

/** What agents write into a field for which a page had nothing. `none` is not among it: it is an answer. */
const NOTHING = /^(?:#?n\/a|n\.a\.?|null|nil|nan|undefined|[-–—.…]*)$/i
/** What agents write into `error` when there was none. `no_results` is not among it. */
const NO_ERROR =
  /^(?:none(?: (?:reported|detected|encountered|occurred))?|nothing|false|ok|success|not applicable|(?:there (?:is|are|was|were) )?(?:no|0|zero)(?: (?:\w+ )?(?:errors?|issues?|problems?)\b.*)?)[.!]?$/i

/** Tells whether a value that is no object stands for nothing. 0 and `false` are data. */
export function isNothing(value: unknown): boolean {
  return value === null || (typeof value === 'string' && NOTHING.test(value.trim()))
}

/** Tells whether what stands below `error` says that nothing went wrong. */
export function isNoError(value: unknown): boolean {
  return isHollow(value, (leaf) => {
    if (typeof leaf === 'string' && NO_ERROR.test(leaf.trim())) return true
    return !leaf || isNothing(leaf)
  })
}

/** How many values are looked at: whoever lists more of them has something to say. */
export const MAX_HOLLOW = 100_000

/**
 * Tells whether there is nothing in a value, however deep it is nested: all of its lists and objects end in
 * values of which `isLeafHollow` says that they are nothing.
 */
export function isHollow(root: unknown, isLeafHollow = isNothing, most = MAX_HOLLOW): boolean {
  const open = [root]
  let seen = 0
  while (open.length > 0) {
    const value = open.pop()
    if (isLeafHollow(value)) continue
    if (typeof value !== 'object' || value === null) return false
    const keys = isList(value) ? null : listKeys(value)
    const count = keys?.length ?? readLength(value)
    seen += count
    if (seen > most || (count === 0 && !isBare(value))) return false
    for (let index = 0; index < count; index += 1) {
      open.push(readMember(value, keys?.[index] ?? index))
    }
  }
  return true
}

/** Tells whether an object without keys holds nothing. A date or a map of the host has none, and does. */
export function isBare(value: object): boolean {
  try {
    return isList(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value))
  } catch {
    // A proxy of the host throws.
    return false
  }
}
