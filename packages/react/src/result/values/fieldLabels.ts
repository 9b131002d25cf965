import { isList, isRecord, listKeys } from '@fishbowl/core/internal'

/** What the schema of a run says about a field. */
interface FieldLabel {
  title: string | null
  description: string | null
}

export type FieldLabels = ReadonlyMap<string, FieldLabel>

/** How many schemas are looked through: one may be of any size, and refer to itself when a host built it. */
const MAX_SCHEMAS = 200

/**
 * Titles and descriptions of fields, from that schema within a JSON Schema which describes a record with
 * these keys. It may be anywhere, as results come wrapped in objects and lists, or without them.
 */
export function getFieldLabels(schema: unknown, keys: readonly string[]): FieldLabels {
  try {
    return findFieldLabels(schema, keys)
  } catch {
    // A host's schema may have getters, or be a proxy, that throw.
    return new Map()
  }
}

function findFieldLabels(schema: unknown, keys: readonly string[]): FieldLabels {
  let best: FieldLabels = new Map()
  let mostKnown = 0
  const queue: unknown[] = [schema]
  for (const next of queue) {
    if (!isRecord(next)) continue
    const properties = isRecord(next.properties) ? next.properties : {}
    const known = keys.filter((key) => Object.hasOwn(properties, key)).length
    if (known > mostKnown) {
      mostKnown = known
      best = readLabels(properties, keys)
    }
    const left = Math.max(0, MAX_SCHEMAS - queue.length)
    const fields = listKeys(properties).slice(0, left)
    const nested = [...fields.map((key) => properties[key]), next.items, ...getAlternatives(next)]
    queue.push(...nested.slice(0, left))
  }
  return best
}

function getAlternatives({ anyOf, oneOf, allOf }: Record<string, unknown>): unknown[] {
  return [anyOf, oneOf, allOf].flatMap((list) => (isList(list) ? list.slice(0, MAX_SCHEMAS) : []))
}

function readLabels(properties: Record<string, unknown>, keys: readonly string[]): FieldLabels {
  const labels = new Map<string, FieldLabel>()
  for (const key of keys) {
    const field = Object.hasOwn(properties, key) ? properties[key] : null
    if (!isRecord(field)) continue
    const [title, description] = [readText(field.title), readText(field.description)]
    if (title !== null || description !== null) labels.set(key, { title, description })
  }
  return labels
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() ? value.trim() : null
}
