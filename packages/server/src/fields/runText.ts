import { createEtag } from '../http/answer.js'
import type { RunScope } from '../scopes.js'
import type { Projection } from './project.js'

/** What viewers with the same scopes are told of a run, but for the time of the server. */
export interface RunText {
  /** JSON without its last field and its end. */
  start: string
  etag: string
}

const texts = new WeakMap<object, Map<string, Promise<RunText>>>()
const keys = new WeakMap<ReadonlySet<RunScope>, string>()

/**
 * Writes down what viewers with these scopes are told of an answer of TinyFish: once for all of them,
 * as many share one answer.
 *
 * @param project Gives what they may see, with `server_now` as the last field. May throw.
 */
export function getRunText(
  answer: object,
  scopes: ReadonlySet<RunScope>,
  project: () => Projection,
  redactKey: (text: string) => string,
): Promise<RunText> {
  const byScopes = texts.get(answer) ?? new Map<string, Promise<RunText>>()
  texts.set(answer, byScopes)
  const key = getKey(scopes)
  const known = byScopes.get(key)
  if (known) return known
  const text = write(redactKey(JSON.stringify(project())))
  byScopes.set(key, text)
  return text
}

/** Puts the end to it, with the time of this answer. */
export function completeRunText({ start }: RunText): string {
  return `${start},"server_now":"${new Date().toISOString()}"}`
}

/** The same for all viewers with the same scopes. */
function getKey(scopes: ReadonlySet<RunScope>): string {
  const known = keys.get(scopes)
  if (known !== undefined) return known
  const key = [...scopes].toSorted().join()
  keys.set(scopes, key)
  return key
}

async function write(text: string): Promise<RunText> {
  const start = text.slice(0, text.lastIndexOf(',"server_now":'))
  return { start, etag: await createEtag(start) }
}
