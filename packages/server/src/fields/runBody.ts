import { createEtag } from '../http/etag.js'
import { writeJson } from '../http/jsonText.js'
import type { RunScope } from '../scopes.js'
import type { Projection } from './project.js'

/**
 * The body that tells of a run, without the time of the server, so that viewers with the same scopes can
 * share it.
 */
export interface RunBody {
  /** JSON without the last field, which is `server_now`, and without the closing brace. */
  start: string
  etag: string
}

const bodies = new WeakMap<object, Map<string, Promise<RunBody>>>()
const scopeKeys = new WeakMap<ReadonlySet<RunScope>, string>()

/**
 * Writes what viewers with these scopes may see of a run that was read. It is written once for all of
 * them, as many viewers share one read.
 *
 * @param json What TinyFish said of the run: the same object for all who share the read.
 * @param project Gives what they may see, with `server_now` as the last field. May throw.
 */
export function getRunBody(
  json: object,
  scopes: ReadonlySet<RunScope>,
  project: () => Projection,
  redactKey: (text: string) => string,
): Promise<RunBody> {
  const byScopes = bodies.get(json) ?? new Map<string, Promise<RunBody>>()
  bodies.set(json, byScopes)
  const key = getScopeKey(scopes)
  const known = byScopes.get(key)
  if (known) return known
  const body = write(redactKey(writeJson(project())))
  byScopes.set(key, body)
  return body
}

/** Gives the whole body, with the present time of the server. */
export function completeRunBody({ start }: RunBody): string {
  return `${start},"server_now":"${new Date().toISOString()}"}`
}

/** Gives a text that is the same for all sets of the same scopes. */
function getScopeKey(scopes: ReadonlySet<RunScope>): string {
  const known = scopeKeys.get(scopes)
  if (known !== undefined) return known
  const key = [...scopes].toSorted().join()
  scopeKeys.set(scopes, key)
  return key
}

async function write(text: string): Promise<RunBody> {
  const start = text.slice(0, text.lastIndexOf(',"server_now":'))
  return { start, etag: await createEtag(start) }
}
