import type { Run, RunOutcome } from '@fishbowl/core'

/** How many runs there are of each kind. Kinds that no run is of are left out. */
export interface RunCounts {
  total: number
  /** By the vendor's status, such as `RUNNING`. */
  byStatus: Readonly<Record<string, number>>
  /** By what the runs came to, their goals included. */
  byOutcome: Readonly<Partial<Record<RunOutcome['type'], number>>>
}

/** Counts runs by status and by outcome. Runs without an outcome are counted by status only. */
export function countRuns(
  runs: Iterable<Run>,
  outcomes: ReadonlyMap<string, Pick<RunOutcome, 'type'>>,
): RunCounts {
  const byStatus = new Map<string, number>()
  const byOutcome = new Map<string, number>()
  let total = 0
  for (const run of runs) {
    total += 1
    const type = outcomes.get(run.runId)?.type
    byStatus.set(run.status, (byStatus.get(run.status) ?? 0) + 1)
    if (type) byOutcome.set(type, (byOutcome.get(type) ?? 0) + 1)
  }
  return {
    total,
    byStatus: Object.fromEntries(byStatus),
    byOutcome: Object.fromEntries(byOutcome),
  }
}
