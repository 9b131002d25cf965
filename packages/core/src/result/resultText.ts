import type { Run } from '../run/run.js'
import { isList, isRecord, readMember } from '../run/wire.js'
import { readJsonSlices, skipString, toJsonText } from './json.js'

/**
 * Gives the JSON text of a run's result, with all digits of its numbers: also of those that JavaScript's
 * numbers cannot say, such as `9007199254740993` and `1.10`, if a client or a handler of ours has read the
 * run. Copies of the run have them, too. Never throws.
 *
 * @example
 * new Blob([getResultText(run)], { type: 'application/json' })
 */
export function getResultText(run: Run): string {
  return getResultStart(run)
}

/** The same text. Where it has to be written anew, it ends after `most` characters. */
export function getResultStart(run: Run, most?: number): string {
  return run.resultText ?? toJsonText(readMember(run, 'result'), most)
}

/** Where a run has its result: the first that is not `null` counts. */
const ofRun = ['result', 'result_json', 'resultJson']
/** Where an event has it. */
const ofEvent = [...ofRun, 'data']

/**
 * Reads the JSON of a run, or of a list of them. Where JavaScript's numbers cannot say a number in the
 * result of one, the text of the result is added as `result_text`, which our handler sends on.
 *
 * @throws {SyntaxError} when it is not JSON.
 */
export function parseRunText(text: string): unknown {
  const json: unknown = JSON.parse(text)
  const items = isRecord(json) ? json.data : null
  if (!isList(items)) addResultText(json, text, ofRun)
  else if (items.some((item) => hasResult(item, ofRun))) {
    const texts = readItemTexts(text)
    items.forEach((item, index) => addResultText(item, texts[index] ?? '', ofRun))
  }
  return json
}

/** Reads the JSON of an event in the same way. */
export function parseEventText(text: string): unknown {
  const json: unknown = JSON.parse(text)
  addResultText(json, text, ofEvent)
  return json
}

/** The text of each run in the JSON of a list. */
export function readItemTexts(text: string): string[] {
  const lists = [...readJsonSlices(text)].filter(({ key }) => key === 'data')
  const start = lists.at(-1)?.start
  return [...readJsonSlices(text, start)].map((item) => text.slice(item.start, item.end))
}

function hasResult(json: unknown, names: readonly string[]): json is Record<string, unknown> {
  return isRecord(json) && names.some((name) => (json[name] ?? null) !== null)
}

function addResultText(json: unknown, text: string, names: readonly string[]) {
  if (!hasResult(json, names) || typeof json.result_text === 'string') return
  const result = findResult(text, names)
  if (result !== undefined && hasInexactNumber(result)) json.result_text = result
}

function findResult(source: string, names: readonly string[]): string | undefined {
  const members = new Map<string, string>()
  // As `JSON.parse` and `parseRun` do: of several members with one name the last counts, and a member
  // that is null counts as left out.
  for (const { key, start, end } of readJsonSlices(source)) {
    const text = source.slice(start, end)
    if (text !== 'null') members.set(key, text)
    else members.delete(key)
  }
  const name = names.find((candidate) => members.has(candidate)) ?? ''
  const text = members.get(name)
  const isInner = name === 'result_json' || name === 'resultJson'
  return isInner && text?.startsWith('"') ? readInnerJson(text) : text
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

/** Tells whether JavaScript would write a number in a JSON text with other digits than it has there. */
function hasInexactNumber(text: string): boolean {
  const next = /["\d-]/g
  const number = /[\d.eE+-]+/y
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] === '"') {
      next.lastIndex = skipString(text, found.index)
    } else {
      number.lastIndex = found.index
      const [digits = ''] = number.exec(text) ?? []
      if (String(Number(digits)) !== digits) return true
      next.lastIndex = found.index + digits.length
    }
  }
  return false
}
