import type { Run } from '../run/run.js'
import { readMember } from '../run/wire.js'
import { readJsonSlices, toJsonText } from './json.js'

/**
 * From a result to the JSON text of its run. The key is the result, because copies of a run share
 * it. The text takes no further memory, as the client keeps it anyway.
 */
const sources = new WeakMap<object, string>()

/** Remembers from which JSON text a run was read. */
export function setRunText(run: Run, text: string): void {
  if (run.result !== null) sources.set(getKey(run), text)
}

/**
 * Gives the JSON text of a run's result. For a run that a client has read these are the very
 * characters that the endpoint sent, so that numbers too long for JavaScript keep all their digits.
 * For any other run the result is written anew, as compact JSON. Never throws.
 *
 * @example
 * new Blob([getResultText(run)], { type: 'application/json' })
 */
export function getResultText(run: Run): string {
  return getResultStart(run)
}

/** The same text. Where it has to be written anew, it ends after `most` characters. */
export function getResultStart(run: Run, most?: number): string {
  const source = sources.get(getKey(run))
  return (source && findResult(source)) ?? toJsonText(readMember(run, 'result'), most)
}

/** A result that is text or a number cannot be a key: then the run itself is. */
function getKey(run: Run): object {
  const result = readMember(run, 'result')
  return typeof result === 'object' && result !== null ? result : run
}

function findResult(source: string): string | undefined {
  const members = new Map<string, string>()
  // As `JSON.parse` and `parseRun` do: of several members with one name the last counts, and a member
  // that is null counts as left out.
  for (const { key, start, end } of readJsonSlices(source)) {
    const text = source.slice(start, end)
    if (text !== 'null') members.set(key, text)
    else members.delete(key)
  }
  const result = members.get('result')
  if (result !== undefined) return result
  const older = members.get('result_json') ?? members.get('resultJson')
  return older?.startsWith('"') ? readInnerJson(older) : older
}

/** Takes the JSON out of a JSON string: the older field holds the result as text. */
function readInnerJson(text: string): string {
  const inner = String(JSON.parse(text))
  try {
    JSON.parse(inner)
    return inner
  } catch {
    return text
  }
}
