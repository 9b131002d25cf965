/** What the schema of a run says about a field. */
export interface FieldLabel {
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
  let best: FieldLabels = new Map()
  let mostKnown = 0
  const queue: unknown[] = [schema]
  for (const next of queue) {
    if (!isObject(next)) continue
    const properties = isObject(next.properties) ? next.properties : {}
    const known = keys.filter((key) => Object.hasOwn(properties, key)).length
    if (known > mostKnown) {
      mostKnown = known
      best = readLabels(properties, keys)
    }
    const nested = [...Object.values(properties), next.items, ...getAlternatives(next)]
    queue.push(...nested.slice(0, Math.max(0, MAX_SCHEMAS - queue.length)))
  }
  return best
}

function getAlternatives({ anyOf, oneOf, allOf }: Record<string, unknown>): unknown[] {
  return [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
}

function readLabels(properties: Record<string, unknown>, keys: readonly string[]): FieldLabels {
  const labels = new Map<string, FieldLabel>()
  for (const key of keys) {
    const field = Object.hasOwn(properties, key) ? properties[key] : null
    if (!isObject(field)) continue
    const [title, description] = [readText(field.title), readText(field.description)]
    if (title !== null || description !== null) labels.set(key, { title, description })
  }
  return labels
}

function readText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
