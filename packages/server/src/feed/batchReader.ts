import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

import { HandlerError } from '../http/handlerError.js'
import type { RunReading } from '../tinyfish/readBatch.js'
import { readBatch } from '../tinyfish/readBatch.js'
import type { RunReader } from '../tinyfish/upstream.js'
import type { FollowedRun } from './followedRun.js'

/** Milliseconds without requests after a 429 that does not say how long to wait. */
const PAUSE = 5_000

interface BatchReaderOptions {
  upstream: RunReader
  /** Requests a second to TinyFish, by all processes together. */
  maxPollRate: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  report: (error: HandlerError) => void
  /** Told what was read of a run, or why nothing was. It is told once for each run that is read. */
  onReading: (run: FollowedRun, reading: RunReading) => void
  /** Told when a request has ended, so that the next reads are started. */
  onEnd: () => void
}

/** Reads runs that are due, up to 100 with one request, and no more often than `maxPollRate` allows. */
interface BatchReader {
  /**
   * Starts the reads that are due and allowed. Gives the time of the next one, in epoch milliseconds.
   *
   * @param getWaiting Gives the runs that are to be read and are not being read.
   */
  start(getWaiting: () => FollowedRun[]): number
  /** Forgets the reads that are left, because nobody waits for them any longer. */
  stop(): void
}

export function createBatchReader(options: BatchReaderOptions): BatchReader {
  const { upstream, redactKey, report, onReading, onEnd } = options
  const pacer = createPacer(options.maxPollRate)
  /** The halves of batches that could not be read as a whole. They go before what is due. */
  const halves: FollowedRun[][] = []

  async function read(batch: FollowedRun[]): Promise<void> {
    for (const run of batch) run.isReading = true
    const readings = await readOrFail(batch)
    for (const run of batch) {
      const reading = readings?.get(run.runId)
      if (reading) tell(run, reading)
    }
    onEnd()
  }

  function tell(run: FollowedRun, reading: RunReading) {
    try {
      onReading(run, reading)
    } catch {
      // The other runs of the batch are told all the same, or they would never be read again.
      report(new HandlerError('INTERNAL_ERROR'))
    }
  }

  async function readOrFail(batch: FollowedRun[]): Promise<Map<string, RunReading> | null> {
    const runIds = batch.map(({ runId }) => runId)
    try {
      return await readBatch(upstream, runIds, redactKey)
    } catch (error) {
      const failure = error instanceof HandlerError ? error : new HandlerError('INTERNAL_ERROR')
      if (failure.ending === 'UPSTREAM_INVALID_RESPONSE' && batch.length > 1) {
        // Either one run spoils the answer, or all runs together are too large.
        const middle = Math.ceil(batch.length / 2)
        halves.push(batch.slice(0, middle), batch.slice(middle))
        return null
      }
      if (failure.ending === 'RATE_LIMIT_EXCEEDED') pacer.pause(failure.retryAfter ?? PAUSE)
      if (failure.isReported) report(failure)
      return new Map(runIds.map((runId) => [runId, failure]))
    }
  }

  return {
    stop() {
      for (const run of halves.splice(0).flat()) run.isReading = false
    },

    start(getWaiting) {
      for (;;) {
        const now = Date.now()
        const waiting = getWaiting()
        const due = waiting.filter(({ dueAt }) => dueAt <= now)
        if (halves.length === 0 && due.length === 0) {
          return Math.min(...waiting.map(({ dueAt }) => dueAt))
        }
        if (pacer.nextAt > now) return pacer.nextAt
        pacer.take()
        void read(
          halves.shift() ?? due.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, MAX_RUNS_A_REQUEST),
        )
      }
    },
  }
}

/** Keeps requests apart, so that there are never more a second than allowed. */
interface Pacer {
  /** Epoch milliseconds from which on the next request may leave. */
  readonly nextAt: number
  /** Notes that a request leaves now. */
  take(): void
  /** Lets no request leave for some milliseconds. */
  pause(time: number): void
}

function createPacer(requestsPerSecond: number): Pacer {
  let nextAt = 0
  return {
    get nextAt() {
      return nextAt
    },
    take() {
      nextAt = Math.max(Date.now(), nextAt) + 1_000 / requestsPerSecond
    },
    pause(time) {
      nextAt = Math.max(nextAt, Date.now() + time)
    },
  }
}
