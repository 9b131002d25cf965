import { isTerminal, parseTimestamp } from '@fishbowl/core'
import type { ListRunsFilter, Run } from '@fishbowl/core'

/**
 * The rows of a list: the runs of its pages, and those that were let in since. Where the newest page
 * has them, too, they are taken from there.
 */
export function mergeRows(
  pages: readonly (readonly Run[])[],
  letIn: readonly Run[],
  newest: readonly Run[],
  sortDirection: ListRunsFilter['sortDirection'],
): Run[] {
  const rows = new Map([...letIn, ...pages.flat()].map((run) => [run.runId, run]))
  for (const run of newest) if (rows.has(run.runId)) rows.set(run.runId, run)
  const sign = sortDirection === 'asc' ? 1 : -1
  return [...rows.values()].toSorted((a, b) => sign * (getCreation(a) - getCreation(b)))
}

/** Runs without a time are taken for new ones. */
function getCreation(run: Run): number {
  return parseTimestamp(run.createdAt) ?? Number.MAX_SAFE_INTEGER
}

/** A list and a read of a run may arrive in either order; a run that has ended does not begin again. */
export function getLaterRun(listed: Run, read: Run | undefined): Run {
  if (!read || (isTerminal(listed.status) && !isTerminal(read.status))) return listed
  return read
}
