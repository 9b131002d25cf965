import type { Run } from '../run/run.js'
import { readJsonSlices, toJsonText } from './json.js'

/** From a result, which copies of a run share, to the run's JSON text, which the client keeps anyway. */
const sources = new WeakMap<object, string>()

/** Notes from which text a run was read. */
export function setRunText(run: Run, text: string): void {
  if (run.result !== null) sources.set(getKey(run), text)
}

/**
 * The JSON text of a run's result. For a run that `createClient` has read these are the very
 * characters that the endpoint sent, so that numbers too long for JavaScript keep all their digits;
 * for any other run the result is written anew, as compact JSON. Never throws.
 *
 * @example
 * new Blob([getResultText(run)], { type: 'application/json' })
 */
export function getResultText(run: Run): string {
  const source = sources.get(getKey(run))
  return (source && findResult(source)) ?? toJsonText(run.result)
}

function getKey(run: Run): object {
  const { result } = run
  return typeof result === 'object' && result !== null ? result : run
}

function findResult(source: string): string | undefined {
  const members = new Map<string, string>()
  // As in parsing, the last of several members with one name counts, and null is as good as none.
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

/** The older field holds JSON as text. */
function readInnerJson(text: string): string {
  const inner = String(JSON.parse(text))
  try {
    JSON.parse(inner)
    return inner
  } catch {
    return text
  }
}
