import { FishbowlError } from '../errors.js'
import type { RunStatus } from '../run/run.js'

/**
 * Which runs to list.
 *
 * @see https://docs.tinyfish.ai/api-reference/runs/list-runs
 */
export interface ListRunsFilter {
  status?: RunStatus | undefined
  /** Text that the goal contains, in upper or lower case. At most 500 characters. */
  goal?: string | undefined
  /** Only runs that were created after this time, in epoch milliseconds. */
  createdAfter?: number | undefined
  /** Only runs that were created before this time, in epoch milliseconds. */
  createdBefore?: number | undefined
  /** The order by time of creation; `desc` begins with the newest run. @default 'desc' */
  sortDirection?: 'asc' | 'desc' | undefined
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined
  /** Runs on a page, 1 to 100. @default 20 */
  limit?: number | undefined
}

/**
 * Writes a filter as a query with its question mark, or as nothing when the filter is empty.
 *
 * @throws {FishbowlError} `invalid_input` when a time is not a number of milliseconds.
 */
export function toListRunsQuery(filter: ListRunsFilter): string {
  const query = new URLSearchParams()
  const parameters = {
    status: filter.status,
    goal: filter.goal,
    created_after: toTimestamp(filter.createdAfter),
    created_before: toTimestamp(filter.createdBefore),
    sort_direction: filter.sortDirection,
    cursor: filter.cursor,
    limit: filter.limit,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text && `?${text}`
}

function toTimestamp(time: number | undefined): string | undefined {
  if (time === undefined) return undefined
  const date = new Date(time)
  if (!Number.isNaN(date.getTime())) return date.toISOString()
  throw new FishbowlError({
    code: 'invalid_input',
    message: '`createdAfter` and `createdBefore` are epoch milliseconds, such as Date.now().',
  })
}
