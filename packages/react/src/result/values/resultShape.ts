import { unwrapResult } from '@fishbowl/core/internal'

/** A JSON object whose own keys are data; it is walked, never spread into props or merged. */
export type JsonObject = { readonly [key: string]: unknown }

export type ResultShape =
  | { kind: 'table'; rows: readonly JsonObject[] }
  | { kind: 'record'; record: JsonObject }
  | { kind: 'list'; items: readonly unknown[] }
  | { kind: 'text'; text: string }

/** Beyond this a record is no line to be read, and a table no help. */
const mostFields = 100

/** Whether records are flat is told by the first ones: a list may hold a million. */
const sampleSize = 100

/** Decides how a result is best read: records as a table, one record field by field, the rest as a tree. */
export function getResultShape(result: unknown): ResultShape {
  const value = unwrapResult(result)
  if (Array.isArray(value)) {
    return isListOfRecords(value) ? { kind: 'table', rows: value } : { kind: 'list', items: value }
  }
  if (isJsonObject(value)) {
    const list = getOnlyList(value)
    return list ? { kind: 'table', rows: list } : { kind: 'record', record: value }
  }
  return { kind: 'text', text: typeof value === 'string' ? value : String(value) }
}

export function isListOfRecords(items: readonly unknown[]): items is readonly JsonObject[] {
  return (
    items.length > 0 && items.every(isJsonObject) && items.slice(0, sampleSize).every(isFlatRecord)
  )
}

/** The list in `{ products: […] }`: an object that only gives its list a name. */
function getOnlyList(record: JsonObject): readonly JsonObject[] | null {
  const [key, ...others] = Object.keys(record)
  const value = key !== undefined && others.length === 0 && readField(record, key)
  return Array.isArray(value) && isListOfRecords(value) ? value : null
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Records that are mostly lists and objects are clearer as a tree than as a table. */
function isFlatRecord(record: JsonObject): boolean {
  const keys = Object.keys(record)
  const nested = keys.filter((key) => {
    const value = readField(record, key)
    return typeof value === 'object' && value !== null
  })
  return keys.length > 0 && keys.length <= mostFields && nested.length <= keys.length / 2
}

/** A field of a record; `null` when it has none of that name, or when reading it throws. */
export function readField(record: JsonObject, key: string): unknown {
  try {
    return Object.hasOwn(record, key) ? record[key] : null
  } catch {
    return null
  }
}

/** A few words or numbers, such as tags or colours, are read at a glance. */
export function isShortList(value: unknown): value is (string | number)[] {
  try {
    return (
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= 12 &&
      value.every((item) => typeof item === 'number' || typeof item === 'string') &&
      value.join('').length <= 200
    )
  } catch {
    return false
  }
}
