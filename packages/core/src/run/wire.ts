import * as z from 'zod/mini'

import { FishbowlError } from '../errors.js'

/** Tells whether a value is an object with keys: neither `null` nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Any JSON as it came. It is neither walked nor copied, so that an own `__proto__` key stays one. */
export const anything = z._default(z.unknown(), null)
/** Text that must be there. A number becomes text. */
export const requiredText = z.union([z.string(), z.pipe(z.number(), z.transform(String))])
/** Text, `null` when there is none. */
export const text = orElse(z.nullable(requiredText), null)
export const textOrEmpty = orElse(requiredText, '')
export const number = orElse(z.nullable(z.number()), null)
export const boolean = orElse(z.nullable(z.boolean()), null)

/** Reads a field that is `fallback` when it is left out or of another type. */
// @__NO_SIDE_EFFECTS__
export function orElse<T extends z.core.SomeType>(schema: T, fallback: z.core.output<T>) {
  // `catch` alone would do, but would make an error for each field that is left out, as most are.
  return z._default(z.catch(schema, fallback), fallback as never)
}

/**
 * An object of the wire, described in camelCase: `streaming_url` and the older `streamingUrl` both
 * become `streamingUrl`, and a field that is `null` counts as left out.
 */
// @__NO_SIDE_EFFECTS__
export function wireObject<Shape extends z.core.$ZodShape>(shape: Shape) {
  // The names are worked out once here, and not again for each run of a batch.
  const names = Object.keys(shape).map((name) => ({ name, wireName: snakeCase(name) }))
  function pickFields(value: unknown) {
    if (!isRecord(value)) return value
    const fields: Record<string, unknown> = {}
    for (const { name, wireName } of names) {
      const field = value[wireName] ?? value[name] ?? undefined
      if (field !== undefined) fields[name] = field
    }
    return fields
  }
  return z.pipe(z.transform(pickFields), z.object(shape))
}

/**
 * Reads a body by its schema.
 *
 * @param what What the body should be, as it stands in the message of the error.
 * @throws {FishbowlError} `invalid_response`, which names the missing field and quotes nothing.
 */
export function parseWire<T>(schema: z.ZodMiniType<T>, json: unknown, what: string): T {
  const parsed = schema.safeParse(isRecord(json) ? json : {})
  if (parsed.success) return parsed.data

  const field = snakeCase(String(parsed.error.issues[0]?.path[0]))
  throw new FishbowlError({
    code: 'invalid_response',
    message: `The answer is not ${what}: its \`${field}\` is missing or not valid. Check that the endpoint leads to the Fishbowl handler or to the TinyFish API.`,
  })
}

/** Writes a name in camelCase as the API writes it. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

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
