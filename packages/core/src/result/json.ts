import { isList, listKeys, readLength, readMember } from '../run/wire.js'

/** Where a value stands in a JSON text. */
interface JsonSlice {
  /** The name in an object, or the index in a list. */
  key: string
  start: number
  end: number
}

const BACKSLASH = 0x5c

/**
 * Finds the members of the object or the items of the list that starts at `start`, without making
 * values of them: numbers keep the digits that they were sent with. The text must be valid JSON.
 */
export function* readJsonSlices(text: string, start = 0): Generator<JsonSlice, void, undefined> {
  let at = skipSpace(text, start)
  const isList = text[at] === '['
  if (!isList && text[at] !== '{') return
  at = skipSpace(text, at + 1)
  for (let index = 0; text[at] !== ']' && text[at] !== '}' && at < text.length; index += 1) {
    let key = String(index)
    if (!isList) {
      const end = skipString(text, at)
      key = String(JSON.parse(text.slice(at, end)))
      // One character on, behind the colon.
      at = skipSpace(text, skipSpace(text, end) + 1)
    }
    const end = skipValue(text, at)
    yield { key, start: at, end }
    at = skipSpace(text, end)
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
}

/** Gives the place after the value that starts at `start`. */
function skipValue(text: string, start: number): number {
  // A search by regular expression is many times faster than a loop over the characters.
  let at = find(text, /["[{,\]}\s]/g, start)
  let depth = 0
  while (at < text.length) {
    const letter = text[at]
    if (letter === '"') {
      at = skipString(text, at)
    } else {
      if (letter === '{' || letter === '[') depth += 1
      // A number or a word has no end of its own: it ends at the comma or bracket around it.
      else if (depth === 0) return at
      else depth -= 1
      at += 1
    }
    if (depth === 0) return at
    at = find(text, /["[{\]}]/g, at)
  }
  return at
}

/** Gives the place of the next match, or the end of the text. */
function find(text: string, pattern: RegExp, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex - 1 : text.length
}

/** Gives the place after the string that starts at `start`. */
export function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end + 1
}

/** Tells whether a quote is escaped: an even number of backslashes before it escape one another. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote
  while (text.charCodeAt(at - 1) === BACKSLASH) at -= 1
  return (quote - at) % 2 === 1
}

/** Gives the first place from `start` on that is not white space. */
export function skipSpace(text: string, start: number): number {
  let at = start
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1
  return at
}

/** A container that is being written: what is left of it, and how it ends. */
interface OpenContainer {
  value: object
  /** `null` for a list, whose entries have no names. */
  keys: readonly string[] | null
  count: number
  next: number
}

/**
 * Characters. Browsers make no text of more than five times as many, and a list without entries may
 * claim to have a thousand million of them.
 */
const MAX_JSON_LENGTH = 100_000_000

/**
 * Writes any value as compact JSON, as `JSON.stringify` does, but however deep it is nested, without
 * calling `toJSON`, and without throwing: a value inside itself is `"[circular]"`, and what JSON has
 * no word for, or what cannot be read, is `null`.
 *
 * @param most Characters after which the rest is left out, with `"[cut off]"` in its place.
 */
export function toJsonText(root: unknown, most = MAX_JSON_LENGTH): string {
  const parts: string[] = []
  const open: OpenContainer[] = []
  const ancestors = new Set<object>()
  let length = 0
  let isCut = false

  function add(part: string) {
    parts.push(part)
    length += part.length
  }

  function write(value: unknown) {
    const container = openContainer(value)
    if (!container) {
      add(toPrimitiveText(value))
    } else if (ancestors.has(container.value)) {
      add('"[circular]"')
    } else {
      add(container.keys ? '{' : '[')
      ancestors.add(container.value)
      open.push(container)
    }
  }

  write(root)
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { value, keys, count, next } = top
    if (next < count && !isCut) {
      top.next += 1
      if (next > 0) add(',')
      isCut = length > most
      const key = isCut ? CUT_OFF : keys?.[next]
      if (keys) add(`${JSON.stringify(key)}:`)
      write(isCut ? CUT_OFF : readMember(value, key ?? next))
    } else {
      add(keys ? '}' : ']')
      ancestors.delete(value)
      open.pop()
    }
  }
  return parts.join('')
}

const CUT_OFF = '[cut off]'

function openContainer(value: unknown): OpenContainer | null {
  if (typeof value !== 'object' || value === null) return null
  const keys = isList(value) ? null : listKeys(value)
  return { value, keys, count: keys?.length ?? readLength(value), next: 0 }
}

function toPrimitiveText(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  // JSON.stringify gives undefined for functions and symbols.
  return JSON.stringify(value) ?? 'null'
}
