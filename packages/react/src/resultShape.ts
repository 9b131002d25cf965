import { unwrapResult } from '@fishbowl/core'

/** A JSON object whose own keys are data; it is walked, never spread into props or merged. */
export type JsonObject = { readonly [key: string]: unknown }

export type ResultShape =
  | { kind: 'table'; rows: readonly JsonObject[] }
  | { kind: 'record'; record: JsonObject }
  | { kind: 'list'; items: readonly unknown[] }
  | { kind: 'text'; text: string }

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
  return items.length > 0 && items.every((item) => isJsonObject(item) && isFlat(item))
}

export interface Column {
  key: string
  /** Numbers stand one below the other, at the end of their column. */
  isNumeric: boolean
}

/** The union of all keys, in the order in which they first appear. */
export function getColumns(rows: readonly JsonObject[]): Column[] {
  const columns = new Map<string, Column>()
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) {
      const column = columns.get(key) ?? { key, isNumeric: true }
      column.isNumeric &&= typeof value === 'number' || value === null
      columns.set(key, column)
    }
  }
  return [...columns.values()]
}

/** The list in `{ products: […] }`: an object that only gives its list a name. */
function getOnlyList(record: JsonObject): readonly JsonObject[] | null {
  const [value, ...others] = Object.values(record)
  return others.length === 0 && Array.isArray(value) && isListOfRecords(value) ? value : null
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Records that are mostly lists and objects are clearer as a tree than as a table. */
function isFlat(record: JsonObject): boolean {
  const values = Object.values(record)
  const nested = values.filter((value) => typeof value === 'object' && value !== null)
  return values.length > 0 && nested.length <= values.length / 2
}
