import { MAX_RUNS_A_REQUEST } from '../run/run.js'
import { createError } from './answerError.js'
import { untilAborted } from './deadline.js'
import type { FetchRuns, RunAnswer, RunAnswers } from './fetchRuns.js'

/** One call of `read`, as long as it waits. Who aborts the signal has left. */
interface Reader {
  signal: AbortSignal | undefined
}

/** The runs that one exchange reads. */
interface Batch {
  /** Empty once the batch takes no more readers. */
  runIds: Set<string>
  readers: Set<Reader>
  controller: AbortController
  answers: Promise<RunAnswers>
}

/** Reads runs, and makes one exchange of all that is read in one tick or is on its way already. */
export interface RunBatcher {
  /** Gives an answer for each id. Rejects only with the signal's reason. */
  read(runIds: readonly string[], signal?: AbortSignal): Promise<RunAnswers>
  /** Makes the next read of a run start afresh, because the answer on its way may be outdated. */
  outdate(runId: string): void
}

/** Makes a batcher that turns the reads of one tick into as few exchanges as possible. */
export function createRunBatcher(fetchRuns: FetchRuns): RunBatcher {
  /** From a run id to the batch that will bring the run. */
  const batches = new Map<string, Batch>()
  /** The batch of this tick, which still takes runs. */
  let open: Batch | undefined

  function startBatch(): Batch {
    const batch: Batch = {
      runIds: new Set(),
      readers: new Set(),
      controller: new AbortController(),
      // Sent at once, the batch would have only the first run: the others are asked for in this tick.
      answers: Promise.resolve().then(() => send(batch)),
    }
    return batch
  }

  async function send(batch: Batch): Promise<RunAnswers> {
    const runIds = [...batch.runIds]
    if (open === batch) open = undefined
    try {
      if (!isWanted(batch)) abort(batch)
      batch.controller.signal.throwIfAborted()
      return await fetchRuns(runIds, batch.controller.signal)
    } catch (error) {
      return new Map(runIds.map((runId) => [runId, { error }]))
    } finally {
      close(batch)
    }
  }

  function join(runId: string): Batch {
    const known = batches.get(runId)
    if (known) return known
    if (!open || open.runIds.size === MAX_RUNS_A_REQUEST) open = startBatch()
    open.runIds.add(runId)
    batches.set(runId, open)
    return open
  }

  function leave(batch: Batch, reader: Reader): void {
    batch.readers.delete(reader)
    const isClosed = batch.runIds.size === 0
    if (isClosed || isWanted(batch)) return
    // React's StrictMode unmounts and mounts again at once: the same reader comes back, and without
    // the delay its exchange would be aborted and made twice.
    setTimeout(() => {
      if (!isWanted(batch)) abort(batch)
    }, 0)
  }

  function abort(batch: Batch): void {
    close(batch)
    batch.controller.abort()
  }

  function close(batch: Batch): void {
    for (const runId of batch.runIds) if (batches.get(runId) === batch) batches.delete(runId)
    batch.runIds.clear()
  }

  return {
    async read(runIds, signal) {
      signal?.throwIfAborted()
      const joined = new Map(runIds.map((runId) => [runId, join(runId)]))
      const readBatches = new Set(joined.values())
      const reader = { signal }
      for (const batch of readBatches) batch.readers.add(reader)
      try {
        const coming = Promise.all([...joined].map(pickAnswer))
        return new Map(await (signal ? untilAborted(coming, signal) : coming))
      } finally {
        for (const batch of readBatches) leave(batch, reader)
      }
    },
    outdate: (runId) => void batches.delete(runId),
  }
}

/** Tells whether anybody still waits for a batch. */
function isWanted({ readers }: Batch): boolean {
  return [...readers].some(({ signal }) => !signal?.aborted)
}

async function pickAnswer([runId, batch]: [string, Batch]): Promise<[string, RunAnswer]> {
  const answer = (await batch.answers).get(runId)
  return [runId, answer ?? { error: createError('not_found') }]
}
