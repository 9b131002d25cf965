import * as z from 'zod/mini'

import { FishbowlError } from '../errors.js'

/** Tells whether a value is an object with keys: neither `null` nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !isList(value)
}

/** Tells whether a value is a list. A proxy that was revoked is none, where `Array.isArray` throws. */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value)
  } catch {
    return false
  }
}

/** Trees of places in a list are counted in 32 bits. */
const MAX_LENGTH = 2 ** 30

/** Gives the length of a list; a host's proxy may claim any, or throw. */
export function readLength(list: object): number {
  const length = readMember(list, 'length')
  return Number.isInteger(length) ? Math.min(Math.max(Number(length), 0), MAX_LENGTH) : 0
}

/** Gives what an object has under a key; `undefined` where a getter or a proxy of the host throws. */
export function readMember(value: object, key: string | number): unknown {
  try {
    return (value as Record<string | number, unknown>)[key]
  } catch {
    return undefined
  }
}

/** To list so many keys takes milliseconds, so it is done once: a result does not change. */
const MANY_KEYS = 1_000
const listedKeys = new WeakMap<object, readonly string[]>()

/** Lists the own keys of an object; none where a proxy of the host throws. */
export function listKeys(value: object): readonly string[] {
  const known = listedKeys.get(value)
  if (known) return known
  try {
    const keys = Object.keys(value)
    if (keys.length > MANY_KEYS) listedKeys.set(value, keys)
    return keys
  } catch {
    return []
  }
}

/**
 * How everything of ours is parsed. Without it zod would ask the messages that the host has set for its own
 * forms, or those of the full zod, which look into the value and throw where it does.
 */
export const ownWords = { error: () => 'not valid' }

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
      const field = readMember(value, wireName) ?? readMember(value, name) ?? undefined
      if (field !== undefined) fields[name] = field
    }
    return fields
  }
  return z.pipe(z.transform(pickFields), z.object(shape))
}

/**
 * Reads a list of objects of the wire, of which only the first `most` count. Items that are no objects
 * become `fallback`, and are left out without one: to have each of a million of them refused by the
 * schema would take ten seconds.
 */
export function readObjects<T>(
  schema: z.ZodMiniType<T>,
  list: unknown,
  most: number,
  fallback?: T,
): { item: T; index: number }[] {
  const items: { item: T; index: number }[] = []
  if (!isList(list)) return items
  const count = Math.min(readLength(list), most)
  for (let index = 0; index < count; index += 1) {
    const json = readMember(list, index)
    const item = isRecord(json) ? schema.safeParse(json, ownWords).data : fallback
    if (item) items.push({ item, index })
  }
  return items
}

/**
 * Reads a body by its schema.
 *
 * @param what What the body should be, as it stands in the message of the error.
 * @throws {FishbowlError} `invalid_response`, which names the missing field and quotes nothing.
 */
export function parseWire<T>(schema: z.ZodMiniType<T>, json: unknown, what: string): T {
  const parsed = schema.safeParse(isRecord(json) ? json : {}, ownWords)
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
  if (typeof value !== 'object' || value === null) return ''
  if (isList(value)) {
    const texts: string[] = []
    for (let index = 0; index < Math.min(readLength(value), 10); index += 1) {
      const text = findText(readMember(value, index), keys, depth - 1)
      if (text) texts.push(text)
    }
    return texts.join(', ')
  }
  for (const key of keys) {
    const text = findText(readMember(value, key), keys, depth - 1)
    if (text) return text
  }
  return ''
}
