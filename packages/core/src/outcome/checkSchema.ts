import type { StandardSchemaV1 } from '@standard-schema/spec'

/** One thing in a result that does not fit. */
export interface ResultIssue {
  /** Keys joined by dots, `''` for the whole result. */
  path: string
  message: string
}

type Checked<T> = { value: T } | { issues: ResultIssue[] }

/** Runs a result through a Standard Schema. Never throws: a broken schema is an issue as well. */
export function checkSchema<T>(schema: StandardSchemaV1<unknown, T>, result: unknown): Checked<T> {
  try {
    const checked = schema['~standard'].validate(result)
    if (checked instanceof Promise) {
      checked.catch(() => {})
      return toIssue('The schema is asynchronous. Give one that answers at once.')
    }
    return checked.issues ? { issues: checked.issues.map(readIssue) } : { value: checked.value }
  } catch (error) {
    return toIssue(`The schema threw ${toText(error)}`)
  }
}

/** One issue that is about the whole result. */
export function toIssue(message: string): { issues: ResultIssue[] } {
  return { issues: [{ path: '', message }] }
}

/** What was thrown, as text. */
export function toText(thrown: unknown): string {
  return thrown instanceof Error ? String(thrown) : 'something that is not an Error'
}

function readIssue({ path = [], message }: StandardSchemaV1.Issue): ResultIssue {
  // Not `path.map`: ArkType's paths are arrays of a class of its own, which adds an entry to a copy.
  const keys = Array.from(path, (segment) =>
    String(typeof segment === 'object' ? segment.key : segment),
  )
  return { path: keys.join('.'), message }
}
