import type { ResultMessages } from './messages.js'

/** Stands for what cannot be read: a getter or a proxy of the host threw. */
export const unreadable = Symbol('unreadable')

/** An object or a list, as it is read once: what it is made of may be anything that a host passes. */
export interface ResultContainer {
  readonly value: object
  /** `null` for a list. */
  readonly keys: readonly string[] | null
  readonly count: number
}

/** Reading thousands of keys takes milliseconds; a result does not change. */
const large = new WeakMap<object, ResultContainer>()
const manyKeys = 1_000

/** Reads an object or a list without calling anything of theirs; `null` for all other values. */
export function readContainer(value: unknown): ResultContainer | null {
  if (typeof value !== 'object' || value === null) return null
  try {
    if (Array.isArray(value)) return { value, keys: null, count: value.length }
    if (value instanceof Date) return null
    const known = large.get(value)
    if (known) return known
    const keys = Object.keys(value)
    const container = { value, keys, count: keys.length }
    if (keys.length > manyKeys) large.set(value, container)
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

/** How much is in it: `3 fields`. */
export function getSummary({ keys, count }: ResultContainer, messages: ResultMessages): string {
  return keys ? messages.resultFields(count) : messages.resultItems(count)
}

/** A value that has no children, as text: the text that is shown, searched and copied. */
export function getText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'undefined':
      return ''
    case 'function':
      return 'function'
    case 'object':
      return value === null ? '' : getObjectText(value)
    default:
      return String(value)
  }
}

function getObjectText(value: object): string {
  try {
    return Date.prototype.toISOString.call(value)
  } catch (error) {
    return error instanceof RangeError ? 'Invalid Date' : ''
  }
}

/** How many entries, and how much of each text, a line shows. */
const mostEntries = 3
const longestText = 24

/**
 * What is in an object or a list, on one short line that reads like JSON: `{ town: Lisbon, zip: 1000, … }`.
 * What is nested further is `{…}` or `[…]`.
 */
export function getPreview(value: unknown): string {
  const container = readContainer(value)
  if (!container) return shorten(getText(value) || '–')
  const { keys, count } = container
  const entries = Array.from({ length: Math.min(count, mostEntries) }, (_, index) => {
    const child = readChild(container, index)
    const nested = readContainer(child)
    const text = nested ? (nested.keys ? '{…}' : '[…]') : shorten(getText(child) || '–')
    const key = keys?.[index]
    return key === undefined ? text : `${shorten(key)}: ${text}`
  })
  if (count > mostEntries) entries.push('…')
  if (!keys) return `[${entries.join(', ')}]`
  return count === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}
