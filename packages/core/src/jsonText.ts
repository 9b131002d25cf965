/** A container that is being written: what is left of it, and how it ends. */
interface OpenContainer {
  value: object
  /** `null` for a list, whose entries have no names. */
  keys: readonly string[] | null
  next: number
}

/**
 * Writes any value as compact JSON, as `JSON.stringify` does, but however deep it is nested, without
 * running code of the value (`toJSON`), and without throwing: a value inside itself is `"[circular]"`,
 * and what JSON has no word for is `null`.
 */
export function toJsonText(root: unknown): string {
  const parts: string[] = []
  const open: OpenContainer[] = []
  const ancestors = new Set<object>()

  function write(value: unknown) {
    if (typeof value !== 'object' || value === null) {
      parts.push(toPrimitiveText(value))
    } else if (ancestors.has(value)) {
      parts.push('"[circular]"')
    } else {
      const isList = Array.isArray(value)
      parts.push(isList ? '[' : '{')
      ancestors.add(value)
      open.push({ value, keys: isList ? null : Object.keys(value), next: 0 })
    }
  }

  write(root)
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { value, keys, next } = top
    if (next === (keys ?? (value as unknown[])).length) {
      parts.push(keys ? '}' : ']')
      ancestors.delete(value)
      open.pop()
      continue
    }
    top.next += 1
    if (next > 0) parts.push(',')
    const key = keys?.[next]
    if (key !== undefined) parts.push(JSON.stringify(key), ':')
    write((value as Record<string, unknown>)[key ?? next])
  }
  return parts.join('')
}

function toPrimitiveText(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  // Undefined for functions and symbols.
  return JSON.stringify(value) ?? 'null'
}
