import { findText } from './findText.js'
import type { RunFailure } from './run.js'
import { isRecord, number, text, wireObject } from './wire.js'

const failureSchema = wireObject({
  category: text,
  code: text,
  retryAfter: number,
  helpUrl: text,
  helpMessage: text,
})

/** Where an error's text is found, the most telling place first. */
const MESSAGE_KEYS = [
  'message',
  'error',
  'reason',
  'detail',
  'details',
  'description',
  'error_message',
  'help_message',
  'code',
  'category',
]

/** Reads a run's `error`: an object by the documents, text in some answers. */
export function parseRunFailure(json: unknown): RunFailure | null {
  const isError = isRecord(json) || (Array.isArray(json) && json.length > 0)
  if (!isError && !findText(json, [])) return null

  const { category, ...fields } = failureSchema.parse(isRecord(json) ? json : {})
  return {
    message: findText(json, MESSAGE_KEYS) || findFirstText(json),
    category: category ?? 'UNKNOWN',
    ...fields,
  }
}

/** By the alphabet, as the order of keys means nothing in JSON. */
function findFirstText(json: unknown): string {
  if (!isRecord(json)) return ''
  const key = Object.keys(json)
    .sort()
    .find((name) => typeof json[name] === 'string')
  return key === undefined ? '' : String(json[key])
}
