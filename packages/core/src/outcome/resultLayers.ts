import { isRecord, listKeys, readMember } from '../run/wire.js'

/**
 * Takes the wrapping off a result: agents put their data as JSON into a text, into a fenced block, or
 * into an object whose only key is `result`. What has no wrapping is returned as it is.
 *
 * @example
 * unwrapResult('```json\n{"price":12}\n```') // { price: 12 }
 */
export function unwrapResult(result: unknown): unknown {
  const { outer, inner } = getResultLayers(result)
  const isWrapper = inner !== undefined && isRecord(outer) && listKeys(outer).length === 1
  return isWrapper ? inner : outer
}

/**
 * Gives a result out of its JSON text (`outer`), and what stands below its key `result` (`inner`),
 * where agents often put their data.
 */
export function getResultLayers(result: unknown): { outer: unknown; inner: unknown } {
  const outer = readJsonText(result)
  const inner = isRecord(outer) && hasOwn(outer, 'result') ? readMember(outer, 'result') : undefined
  return { outer, inner: readJsonText(inner) }
}

/** A proxy of the host may throw. */
function hasOwn(value: object, key: string): boolean {
  try {
    return Object.hasOwn(value, key)
  } catch {
    return false
  }
}

/** Gives the value of a JSON text, which may be fenced as in Markdown. All else stays as it is. */
function readJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(withoutFence(value.trim()))
  } catch {
    return value
  }
}

function withoutFence(text: string): string {
  const isFenced = text.startsWith('```') && text.endsWith('```')
  return isFenced ? text.slice(3, -3).replace(/^\w*/, '') : text
}
