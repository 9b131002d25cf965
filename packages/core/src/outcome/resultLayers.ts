import { isRecord, listKeys, readMember } from '../run/wire.js'
import { isHollow, isNothing } from './hollow.js'

/** Under which keys agents put all that they have to say. */
const wrapperKeys = ['result', 'output', 'data', 'response']
/** An object in an object in a text and so on: no agent is known to wrap its data in more than three. */
const MAX_LAYERS = 8
/** Fields beside a wrapped result that are looked at. */
const MAX_KEYS = 100
/** Characters around a block of JSON. With more of them, a text is a report, and the block an example in it. */
const MAX_PROSE = 2_000

/**
 * Takes the wrapping off a result: agents put their data as JSON into a text, into a fenced block with
 * some words around it, or into an object whose only key is `result`, `output`, `data` or `response`.
 * What has no wrapping is returned as it is.
 *
 * @example
 * unwrapResult('Here it is:\n```json\n{"price":12}\n```') // { price: 12 }
 */
export function unwrapResult(result: unknown): unknown {
  return takeOff(result, (value) => listKeys(value).length === 1).at(-1)
}

/**
 * Gives a result as it is, and all that it wraps, the outermost first. A failure may be told in any of
 * them, and beside other fields, such as the number of steps.
 */
export function getResultLayers(result: unknown): unknown[] {
  return takeOff(result, isWrapper)
}

function takeOff(result: unknown, isWrapping: (value: object, key: string) => boolean): unknown[] {
  const layers = [result]
  while (layers.length <= MAX_LAYERS) {
    const inner = readInner(layers.at(-1), isWrapping)
    if (inner === undefined) break
    layers.push(inner)
  }
  return layers
}

function readInner(value: unknown, isWrapping: (value: object, key: string) => boolean): unknown {
  if (typeof value === 'string') return readJsonText(value)
  if (!isRecord(value)) return undefined
  const keys = wrapperKeys.filter((key) => hasOwn(value, key))
  const key = keys.find((name) => (readMember(value, name) ?? null) !== null) ?? keys[0]
  return key !== undefined && isWrapping(value, key) ? readMember(value, key) : undefined
}

/** Beside other objects with content, `data` is one part of the data: `response` beside `request`, say. */
function isWrapper(value: object, key: string): boolean {
  return (
    key === 'result' ||
    listKeys(value)
      .slice(0, MAX_KEYS)
      .every((name) => name === key || isSmall(readMember(value, name)))
  )
}

function isSmall(value: unknown): boolean {
  return !isObject(value) || isHollow(value, isNothing, MAX_KEYS)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** A proxy of the host may throw. */
function hasOwn(value: object, key: string): boolean {
  try {
    return Object.hasOwn(value, key)
  } catch {
    return false
  }
}

/** Gives the value of a JSON text, or of the one fenced block in a text. `undefined` where there is none. */
function readJsonText(text: string): unknown {
  const json = parseJson(text)
  if (json !== undefined) return json
  const start = text.indexOf('```')
  const end = text.lastIndexOf('```')
  if (start < 0 || start + text.length - end > MAX_PROSE) return undefined
  // With two blocks in the text, what stands between the first fence and the last is no JSON.
  return parseJson(text.slice(start + 3, end).replace(/^[\w-]*/, ''))
}

/** Numbers and truth values stay texts: a number may have more digits than JavaScript can hold. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) || value === null || typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
