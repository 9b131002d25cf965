import type { StandardSchemaV1 } from '@standard-schema/spec'

/** One thing in a result that does not fit. */
export interface ResultIssue {
  /** Keys joined by dots, `''` for the whole result. */
  path: string
  message: string
}

type Checked<T> = { value: T } | { issues: ResultIssue[] }

/**
 * Checks a result by a Standard Schema. Never throws: that a schema is broken is an issue as well.
 */
export function checkSchema<T>(schema: StandardSchemaV1<unknown, T>, result: unknown): Checked<T> {
  try {
    const checked = schema['~standard'].validate(result)
    if (checked instanceof Promise) {
      // Nobody waits for it, and its failure would be reported as an unhandled rejection.
      checked.catch(() => {})
      return toIssue('The schema is asynchronous. Give one that answers at once.')
    }
    return checked.issues ? { issues: checked.issues.map(readIssue) } : { value: checked.value }
  } catch (error) {
    return toIssue(`The schema threw ${toText(error)}`)
  }
}

/** Makes the one issue that is about the whole result. */
export function toIssue(message: string): { issues: ResultIssue[] } {
  return { issues: [{ path: '', message }] }
}

/** Gives what was thrown as text. */
export function toText(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown) : 'something that is not an Error'
  } catch {
    // What was thrown throws in its turn.
    return 'something that cannot be read'
  }
}

function readIssue({ path = [], message }: StandardSchemaV1.Issue): ResultIssue {
  // `path.map` would keep ArkType's own class of arrays, which adds an entry to every copy.
  const keys = Array.from(path, (segment) =>
    String(typeof segment === 'object' ? segment.key : segment),
  )
  return { path: keys.join('.'), message }
}
