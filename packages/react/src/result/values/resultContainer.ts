import { isList, listKeys, readLength } from '@fishbowl/core/internal'

/** Stands for what cannot be read: a getter or a proxy of the host threw. */
export const unreadable = Symbol('unreadable')

/**
 * Neither the tree nor its search goes deeper than so many levels, because nested data of a page may be
 * endless.
 */
export const DEEPEST_LEVEL = 100

/** An object or a list of a result, as it is read once: it may be anything that a host passes. */
export interface ResultContainer {
  readonly value: object
  /** `null` for a list. */
  readonly keys: readonly string[] | null
  readonly count: number
}

/** Reads an object or a list without calling anything of theirs; `null` for all other values. */
export function readContainer(value: unknown): ResultContainer | null {
  if (typeof value !== 'object' || value === null) return null
  try {
    if (value instanceof Date) return null
    const keys = isList(value) ? null : listKeys(value)
    // A host's proxy that does not tell its keys has none by the list; here it throws.
    if (keys?.length === 0) Object.keys(value)
    return { value, keys, count: keys?.length ?? readLength(value) }
  } catch {
    return null
  }
}

/** A child by its place, or `unreadable`. */
export function readChild({ value, keys }: ResultContainer, index: number): unknown {
  try {
    return (value as Record<string, unknown>)[keys ? (keys[index] ?? '') : String(index)]
  } catch {
    return unreadable
  }
}

/** A JSON object whose own keys are data; it is walked, never spread into props or merged. */
export type JsonObject = { readonly [key: string]: unknown }

/** A field of a record; `null` when it has none of that name, or when reading it throws. */
export function readField(record: JsonObject, key: string): unknown {
  try {
    return hasField(record, key) ? record[key] : null
  } catch {
    return null
  }
}

/** Whether a record has a field of its own; not when a proxy of the host throws. */
export function hasField(record: JsonObject, key: string): boolean {
  try {
    return Object.hasOwn(record, key)
  } catch {
    return false
  }
}
