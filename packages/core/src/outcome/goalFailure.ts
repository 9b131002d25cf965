import { findText, isList, isRecord, listKeys, readLength, readMember } from '../run/wire.js'
import { isHollow, isNoError, isNothing } from './hollow.js'
import { getResultLayers } from './resultLayers.js'

/** Where an agent says in its own words what went wrong. */
const explanationKeys = ['reason', 'message', 'explanation', 'error_message', 'errorMessage']
/** All places of a reason, the most telling first. */
const reasonKeys = [
  'reason',
  'error',
  ...explanationKeys,
  'error_type',
  'errors',
  'detail',
  'details',
]

/** What tells how a run went, and where: it is none of the data that the goal asked for. */
const ASIDE =
  /^(?:status|success|error(?:s|_?message|_?type|_?code)?|reason|message|explanation|details?|warnings?|code|steps?|\w*url|page|query|timestamp)$/i

const GATE = '(?:(?:log|sign)[ -]?in|authentication|captcha)'
/** In these words an agent says that it was kept out. A mere "not found" is an answer. */
const KEPT_OUT = new RegExp(
  [
    '\\b(?:access|permission) (?:\\S+ ){0,9}?(?:denied|blocked|restricted)',
    '\\bblocked (?:by|from) ',
    '\\bforbidden|(?:\\bun|not )authorized|\\btimed out',
    `${GATE} (?:is )?required|\\b(?:requires?|must|please|by|solve) (?:an? |the )?${GATE}`,
    '\\b(?:unable to|failed to|cannot|could not|couldn.t|can.t) (?:access|load|open|reach|log|complete|extract|retrieve|submit) ',
  ].join('|'),
  'i',
)
/** Where there is a `reason` and nothing else, any word of failing will do. */
const NOT_REACHED =
  /\b(?:blocked|denied|captcha|required|unavailable|unable|fail(?:ed|ure)?|errors?|timeout|cannot|not?|40\d|429|50\d)\b|n.t\b/i
/** Characters of an explanation that are looked at. */
const MAX_EXPLANATION = 2_000

/** So many fields, items and values are looked at: a longer list of failures has something to say. */
const MAX_LOOK = 1_000
/** Of so many failed items the reasons are given. */
const MAX_REASONS = 10

/**
 * Tells why the agent says that it did not reach its goal (`''` when it gives no reason), or `null`
 * when it does not say so. It is strict on purpose: a result that merely speaks of something missing,
 * such as `{ available: false }`, is an answer to the goal, and so is all prose.
 */
export function getGoalFailure(result: unknown): string | null {
  const layers = getResultLayers(result).flatMap((layer) => [layer, getOnlyList(layer)])
  const failure = layers.find((layer) => tellsFailure(layer) || isListOfFailures(layer))
  return failure === undefined ? null : getFailureReason(failure)
}

/** Finds the text in a result that says what went wrong, `''` when there is none. */
export function getFailureReason(result: unknown): string {
  if (!isList(result)) return getReason(result)
  const reasons = new Set(readItems(result, MAX_REASONS).map(getReason))
  return [...reasons].filter(Boolean).join(', ')
}

function getReason(value: unknown): string {
  return isRecord(value) ? findReason(value, reasonKeys) : ''
}

function findReason(record: object, keys: readonly string[]): string {
  for (const key of keys) {
    const field = readMember(record, key)
    // A `message` of "no" may be all that is said; an `error` of "no" says nothing.
    const isEmpty = key === 'error' ? isNoError(field) : isNothing(field)
    const text = isEmpty ? '' : findText(field, reasonKeys)
    if (text) return text
  }
  return ''
}

function tellsFailure(value: unknown): boolean {
  if (!isRecord(value)) return false
  const status = readWord(value, 'status')
  const success = readMember(value, 'success')
  if (status === 'failure' || success === false) return true

  const error = readMember(value, 'error')
  const hasError = !isNoError(error)
  if (hasError && !isShort(error)) return true

  const rest = getRest(value)
  // An order may have failed, and a measurement or a device have an error: then that is one of the data.
  if (
    hasError ||
    /^(?:failed|error)$/.test(status) ||
    /^(?:false|no)$/.test(readWord(value, 'success'))
  ) {
    return rest !== 'data' || findReason(value, explanationKeys) !== ''
  }
  const isPlain = rest !== 'data' && isNothing(status) && isNothing(success ?? null)
  return isPlain && isExplained(value, rest)
}

/** Tells whether an object without data says that the goal was not reached, and nothing else. */
function isExplained(record: object, rest: Rest): boolean {
  const texts = reasonKeys.map((key) => findReason(record, [key]).slice(0, MAX_EXPLANATION))
  return (
    NOT_REACHED.test(texts[0] ?? '') ||
    texts.some((text) => KEPT_OUT.test(text)) ||
    findReason(record, ['error_message', 'errorMessage', 'error_type']) !== '' ||
    // Alone, errors may be what was asked for; where data was to be, they say why there is none.
    (rest === 'hollow' && !isNoError(readMember(record, 'errors')))
  )
}

/** A measurement or a code, such as `±0.5` and `E04`: there is no word in it. */
function isShort(error: unknown): boolean {
  return ['string', 'number'].includes(typeof error) && !/\p{L}{4}/u.test(String(error))
}

function readWord(record: object, key: string): string {
  const word = readMember(record, key)
  return typeof word === 'string' ? word.trim().toLowerCase() : ''
}

type Rest = 'none' | 'hollow' | 'data'

/** Tells what stands in an object beside that which tells how the run went. */
function getRest(record: object): Rest {
  const rest = listRest(record)
  if (rest.length === 0) return 'none'
  return isHollow(rest, isNothing, MAX_LOOK) ? 'hollow' : 'data'
}

function listRest(record: object): unknown[] {
  const keys = listKeys(record)
  // So many fields are data, whatever is in them.
  if (keys.length > MAX_LOOK) return [...keys]
  return keys.filter((key) => !ASIDE.test(key)).map((key) => readMember(record, key))
}

/** Where every item says that it failed, nothing came; one that has data makes the others part of an answer. */
function isListOfFailures(value: unknown): boolean {
  if (!isList(value) || readLength(value) > MAX_LOOK) return false
  const items = readItems(value, MAX_LOOK).filter((item) => !isHollow(item, isNothing, MAX_LOOK))
  return items.length > 0 && items.every(isMereFailure)
}

function isMereFailure(item: unknown): boolean {
  if (!isRecord(item) || !tellsFailure(item) || getRest(item) === 'data') return false
  // What has a code of its own, such as `E04`, is an entry in a list of errors that was asked for.
  return typeof readMember(item, 'code') !== 'string'
}

function readItems(list: object, most: number): unknown[] {
  const length = Math.min(readLength(list), most)
  return Array.from({ length }, (_, index) => readMember(list, index))
}

/** The list in `{ results: […] }`, with or without a word of how it went beside it. */
function getOnlyList(value: unknown): unknown {
  const rest = isRecord(value) ? listRest(value) : []
  return rest.length === 1 && isList(rest[0]) ? rest[0] : undefined
}
