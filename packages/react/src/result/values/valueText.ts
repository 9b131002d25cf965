import type { ResultMessages } from './messages.js'
import type { ResultContainer } from './resultContainer.js'
import { readChild, readContainer } from './resultContainer.js'

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

/** How much is in an object or a list: `3 fields`. */
export function getSummary({ keys, count }: ResultContainer, messages: ResultMessages): string {
  return keys ? messages.resultFields(count) : messages.resultItems(count)
}

/** How many entries a preview has, and how many characters of each text. */
const MAX_ENTRIES = 3
const LONGEST_ENTRY = 24

/**
 * What is in an object or a list, on one short line that reads like JSON: `{ town: Lisbon, zip: 1000, … }`.
 * What is nested further is `{…}` or `[…]`.
 */
export function getPreview(value: unknown): string {
  const container = readContainer(value)
  if (!container) return shorten(getText(value) || '–')
  const { keys, count } = container
  const entries = Array.from({ length: Math.min(count, MAX_ENTRIES) }, (_, index) => {
    const child = readChild(container, index)
    const nested = readContainer(child)
    const text = nested ? (nested.keys ? '{…}' : '[…]') : shorten(getText(child) || '–')
    const key = keys?.[index]
    return key === undefined ? text : `${shorten(key)}: ${text}`
  })
  if (count > MAX_ENTRIES) entries.push('…')
  if (!keys) return `[${entries.join(', ')}]`
  return count === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function shorten(text: string): string {
  return text.length > LONGEST_ENTRY ? `${text.slice(0, LONGEST_ENTRY)}…` : text
}

/** Whether a list is of a few words or numbers, such as tags or colours, which are read at a glance. */
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
