import { isRecord } from '@fishbowl/core/internal'

/**
 * What of a JSON value may pass: a text, number or boolean (`'value'`), anything (`'json'`), or an
 * object with these fields, alone or in a list.
 */
export type Shape = 'value' | 'json' | { readonly [field: string]: Shape }

/**
 * Copies what a shape names and nothing else. A field in camelCase, as the API wrote it formerly, is
 * copied under its present name.
 */
export function pick(value: unknown, shape: Shape): unknown {
  if (shape === 'json' || typeof value !== 'object') return value
  if (shape === 'value' || value === null) return null
  if (Array.isArray(value)) return value.map((item) => pickItem(item, shape))
  return pickFields(value, shape)
}

/** A list in a list is in no shape. To follow it would let a page of the web choose how deep this goes. */
function pickItem(item: unknown, shape: Exclude<Shape, string>): unknown {
  return Array.isArray(item) ? null : pick(item, shape)
}

/** Copies the fields of an object that a shape names. */
export function pickFields(value: object, shape: Exclude<Shape, string>): Record<string, unknown> {
  const fields = value as Record<string, unknown>
  const picked: Record<string, unknown> = {}
  for (const name in shape) {
    // A run may have ten thousand steps, so that this makes no lists on the way. Only own fields count:
    // others come from a prototype.
    const source = Object.hasOwn(fields, name) ? name : camelCase(name)
    const field = Object.hasOwn(fields, source) ? fields[source] : undefined
    if (field !== undefined) picked[name] = pick(field, shape[name] ?? 'value')
  }
  return picked
}

/** Gives the path of the first field that a shape does not name, such as `proxy_config.url`. */
export function findStranger(value: unknown, shape: Shape, path = ''): string | undefined {
  if (shape === 'json') return undefined
  if (shape === 'value' || !isRecord(value)) {
    return typeof value === 'object' && value !== null ? path : undefined
  }
  for (const [name, field] of Object.entries(value)) {
    const fieldPath = path ? `${path}.${name}` : name
    if (!Object.hasOwn(shape, name)) return fieldPath
    const stranger = findStranger(field, shape[name] ?? 'value', fieldPath)
    if (stranger !== undefined) return stranger
  }
  return undefined
}

const camelNames = new Map<string, string>()

/** Gives the older spelling of a name in a shape. There are only as many as the shapes have. */
function camelCase(name: string): string {
  const known = camelNames.get(name)
  if (known !== undefined) return known
  const camelName = toCamelCase(name)
  camelNames.set(name, camelName)
  return camelName
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
