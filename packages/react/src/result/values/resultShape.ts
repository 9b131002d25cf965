import { isList, isRecord, listKeys, unwrapResult } from '@fishbowl/core/internal'

import type { JsonObject } from './resultContainer.js'
import { readField } from './resultContainer.js'
import { getText } from './valueText.js'

/** What a whole result is, which decides how it reads best. */
export type ResultShape =
  | { kind: 'table'; rows: readonly JsonObject[] }
  | { kind: 'record'; record: JsonObject }
  | { kind: 'list'; items: readonly unknown[] }
  | { kind: 'text'; text: string }

/** With more fields than this a record is no line to be read, and a table no help. */
const MAX_FIELDS = 100

/** A list of more would be walked for a time that can be felt, and is no table. */
const MAX_ROWS = 2_000_000

/** So many records tell whether all are flat: a list may hold a million. */
const SAMPLE_SIZE = 100

/** Decides how a result is best read: records as a table, one record field by field, the rest as a tree. */
export function getResultShape(result: unknown): ResultShape {
  const value = unwrapResult(result)
  if (isList(value)) {
    return isListOfRecords(value) ? { kind: 'table', rows: value } : { kind: 'list', items: value }
  }
  if (isJsonObject(value)) {
    const list = getOnlyList(value)
    return list ? { kind: 'table', rows: list } : { kind: 'record', record: value }
  }
  return { kind: 'text', text: typeof value === 'function' ? getText(value) : String(value) }
}

export function isListOfRecords(items: readonly unknown[]): items is readonly JsonObject[] {
  try {
    if (items.length > MAX_ROWS) return false
    const sample = items.slice(0, SAMPLE_SIZE)
    // `every` passes over holes, so one that comes first has to be looked for.
    if (!isJsonObject(sample[0])) return false
    if (!sample.every((item) => isJsonObject(item) && isFlatRecord(item))) return false
    return items.every(isJsonObject)
  } catch {
    // A list of the host throws.
    return false
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return isRecord(value)
}

/** Whether a table shows a record well: of lists and objects a tree is clearer. */
function isFlatRecord(record: JsonObject): boolean {
  const keys = listKeys(record)
  const nested = keys.filter((key) => {
    const value = readField(record, key)
    return typeof value === 'object' && value !== null
  })
  return keys.length > 0 && keys.length <= MAX_FIELDS && nested.length <= keys.length / 2
}

/** The list in `{ products: […] }`: an object that only gives its list a name. */
function getOnlyList(record: JsonObject): readonly JsonObject[] | null {
  const [key, ...others] = listKeys(record)
  const value = key !== undefined && others.length === 0 && readField(record, key)
  return isList(value) && isListOfRecords(value) ? value : null
}
