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

/** To list more keys than this takes milliseconds, so it is done once: a result does not change. */
const MANY_KEYS = 1_000
const largeObjects = new WeakMap<object, ResultContainer>()

/** Reads an object or a list without calling anything of theirs; `null` for all other values. */
export function readContainer(value: unknown): ResultContainer | null {
  if (typeof value !== 'object' || value === null) return null
  try {
    if (Array.isArray(value)) return { value, keys: null, count: value.length }
    if (value instanceof Date) return null
    const known = largeObjects.get(value)
    if (known) return known
    const keys = Object.keys(value)
    const container = { value, keys, count: keys.length }
    if (keys.length > MANY_KEYS) largeObjects.set(value, container)
    return container
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
    return Object.hasOwn(record, key) ? record[key] : null
  } catch {
    return null
  }
}
