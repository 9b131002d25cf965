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
  const fields = new Map(Object.entries(value))
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, fieldShape]) => {
      const field = fields.has(name) ? fields.get(name) : fields.get(camelCase(name))
      return field === undefined ? [] : [[name, pick(field, fieldShape)]]
    }),
  )
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

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
