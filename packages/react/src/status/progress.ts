import type { Run } from '@fishbowl/core'
import { isTerminal, parseTimestamp } from '@fishbowl/core'

/** What is usual for runs like this one, as far as somebody knows. */
export interface Expectation {
  /** Milliseconds. @default what the handler has seen of runs with the same goal */
  expectedDuration?: number | undefined
  /** How many steps. @default what the handler has seen of runs with the same goal */
  expectedSteps?: number | undefined
}

/**
 * How far a run is. Without knowing what is usual, it works until it has ended: nobody can say more.
 *
 * - `nearly_done`: by all that is known of what is usual, little is left
 * - `late`: it takes longer than usual
 */
export type Progress = 'waiting' | 'working' | 'nearly_done' | 'late' | 'over'

/** How much of what is usual has passed when a run is nearly done. */
const NEARLY = 0.8
/** How much more than usual is not yet longer than usual, as runs differ. */
const LATE = 1.25

/** What is usual: what the host says, else what the handler has seen. */
export function getUsual(run: Run, { expectedDuration, expectedSteps }: Expectation) {
  return {
    duration: readAmount(expectedDuration) ?? readAmount(run.usualDurationMs),
    steps: readAmount(expectedSteps) ?? readAmount(run.usualSteps),
  }
}

/** Tells how far a run is at a time, in epoch milliseconds; `null` where there is no clock yet. */
export function getProgress(run: Run, expectation: Expectation, now: number | null): Progress {
  if (isTerminal(run.status)) return 'over'
  if (run.status === 'PENDING') return 'waiting'
  const usual = getUsual(run, expectation)
  const startedAt = parseTimestamp(run.startedAt)
  const elapsed = startedAt === null || now === null ? null : now - startedAt
  const step = getStep(run)
  const shares = [
    usual.duration !== undefined && elapsed !== null ? elapsed / usual.duration : null,
    usual.steps !== undefined && step > 0 ? step / usual.steps : null,
  ]
  if ((shares[0] ?? 0) > LATE) return 'late'
  const known = shares.filter((share) => share !== null)
  return known.length > 0 && known.every((share) => share >= NEARLY) ? 'nearly_done' : 'working'
}

/** The number of the newest step; 0 before the first, and for those who are not told of steps. */
export function getStep({ numOfSteps, steps }: Run): number {
  return numOfSteps ?? steps.length
}

/** A number of a host may come from a text, and what has never been measured may be 0. */
function readAmount(amount: unknown): number | undefined {
  return typeof amount === 'number' && amount > 0 && amount < Infinity ? amount : undefined
}
