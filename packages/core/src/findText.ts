import { isRecord } from './wire.js'

/**
 * Finds the text that explains a value of unknown shape: the value itself, or what stands under the
 * first of `keys` that has any. `''` when there is none.
 */
export function findText(value: unknown, keys: readonly string[], depth = 3): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  if (depth === 0) return ''
  if (Array.isArray(value)) {
    const texts = value.slice(0, 10).map((item) => findText(item, keys, depth - 1))
    return texts.filter(Boolean).join(', ')
  }
  if (!isRecord(value)) return ''
  for (const key of keys) {
    const text = findText(value[key], keys, depth - 1)
    if (text) return text
  }
  return ''
}
