import { FishbowlError } from '../errors.js'
import type { Run } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import type { RunAnswer } from './fetchRuns.js'
import type { PollContext } from './polling.js'
import { getPollDelay } from './polling.js'
import type { RunBatcher } from './runBatcher.js'

/** Milliseconds. Runs that are due this soon after another one are read with it, in one request. */
const READ_TOGETHER = 1_000

/** What is known of a run that is still watched. */
interface Watch {
  run: Run | null
  /** Epoch milliseconds of the next read. */
  dueAt: number
  context: Required<Pick<PollContext, 'watchedSince' | 'error' | 'failureCount' | 'settledReads'>>
}

/**
 * Reads runs at the pace of `getPollDelay`, and yields each one when it is first read and whenever
 * it changed. Ends when all have settled or the signal aborts.
 *
 * A run that cannot be read any longer does not end the others: its error is thrown after them.
 * `unauthorized` ends all at once.
 */
export async function* watchRunsByPolling(
  batcher: RunBatcher,
  runIds: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Run, void, undefined> {
  const watches = new Map(runIds.map((runId) => [runId, createWatch()]))
  const errors: unknown[] = []

  while (watches.size > 0) {
    const nextAt = Math.min(...[...watches.values()].map(({ dueAt }) => dueAt))
    if (nextAt > Date.now()) await sleep(nextAt - Date.now(), signal)
    if (signal?.aborted) return

    const due = [...watches].filter(([, { dueAt }]) => dueAt <= nextAt + READ_TOGETHER)
    const answers = await readUntilAborted(
      batcher,
      due.map(([runId]) => runId),
      signal,
    )
    if (!answers) return

    const changed: Run[] = []
    for (const [runId, watch] of due) {
      const before = watch.run
      note(watch, answers.get(runId))
      if (watch.run && watch.run !== before) changed.push(watch.run)

      const now = Date.now()
      const delay = getPollDelay(watch.run, { ...watch.context, now })
      if (delay !== false) watch.dueAt = now + delay
      else {
        watches.delete(runId)
        if (watch.context.error) errors.push(watch.context.error)
      }
    }
    yield* changed
    // It says that the viewer is nobody. The other runs would be refused the same way, one after the
    // other, and for each of them another token would be asked for.
    const refusal = errors.find(isUnauthorized)
    if (refusal) throw refusal
  }
  if (errors.length > 0) throw errors[0]
}

function isUnauthorized(error: unknown): boolean {
  return FishbowlError.isInstance(error) && error.code === 'unauthorized'
}

function createWatch(): Watch {
  const context = { watchedSince: Date.now(), error: null, failureCount: 0, settledReads: 0 }
  return { run: null, dueAt: 0, context }
}

/** Waits for a time in milliseconds, or until the signal aborts. Never rejects. */
function sleep(time: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, time)
    signal?.addEventListener('abort', wake, { once: true })
    if (signal?.aborted) wake()
  })
}

/** `null` when the signal aborted, so that leaving is not taken for a failed read. */
async function readUntilAborted(batcher: RunBatcher, runIds: string[], signal?: AbortSignal) {
  try {
    return await batcher.read(runIds, signal)
  } catch (error) {
    if (signal?.aborted) return null
    throw error
  }
}

/** Puts down what a read brought for a run. */
function note(watch: Watch, answer: RunAnswer | undefined): void {
  const { context, run: before } = watch
  if (!answer || 'error' in answer) {
    context.error = answer?.error
    context.failureCount += 1
    return
  }
  context.error = null
  context.failureCount = 0
  // The read that finds the end does not count: `settledReads` are those that wait for what is late.
  if (before && isTerminal(before.status)) context.settledReads += 1
  watch.run = answer.run
}
