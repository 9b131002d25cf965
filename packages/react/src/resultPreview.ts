import { getText, readChild, readContainer } from './resultContainer.js'

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
