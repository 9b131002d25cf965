import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'

import { HandlerError } from '../http/handlerError.js'
import type { RunReading } from '../tinyfish/readRuns.js'
import { readBatch } from '../tinyfish/readRuns.js'
import type { Upstream } from '../tinyfish/upstream.js'
import type { FeedRun } from './feedRun.js'

/** The pause after a 429 that names none. */
const PAUSE = 5_000

export interface FeedReaderOptions {
  upstream: Upstream
  /** Requests a second to TinyFish, by all processes together. */
  maxPollRate: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  report: (error: HandlerError) => void
  /** Told what was read of a run, or why nothing was. Each run that was started is told of once. */
  onReading: (run: FeedRun, reading: RunReading) => void
  /** Told when a request has ended, and so others may be started. */
  onEnd: () => void
}

/** Reads runs, many with one request, and no more often than may be. */
export interface FeedReader {
  /**
   * Starts what is due and may leave. Gives the time at which the next read may.
   *
   * @param getWaiting Gives the runs that are to be read and are not being read.
   */
  start(getWaiting: () => FeedRun[]): number
}

export function createFeedReader(options: FeedReaderOptions): FeedReader {
  const { upstream, redactKey, report, onReading, onEnd } = options
  const pacer = createPacer(options.maxPollRate)
  /** Batches that could not be read as a whole. */
  const halves: FeedRun[][] = []

  async function read(batch: FeedRun[]): Promise<void> {
    for (const run of batch) run.isReading = true
    const readings = await readOrFail(batch)
    for (const run of batch) {
      const reading = readings?.get(run.runId)
      if (reading) onReading(run, reading)
    }
    onEnd()
  }

  async function readOrFail(batch: FeedRun[]): Promise<Map<string, RunReading> | null> {
    const runIds = batch.map(({ runId }) => runId)
    try {
      return await readBatch(upstream, runIds, redactKey)
    } catch (error) {
      const failure = error instanceof HandlerError ? error : new HandlerError('INTERNAL_ERROR')
      if (failure.ending === 'UPSTREAM_INVALID_RESPONSE' && batch.length > 1) {
        // One run spoils it, or all together are too large.
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
export interface Pacer {
  /** Epoch milliseconds from which on the next request may leave. */
  readonly nextAt: number
  /** Takes a turn. */
  take(): void
  /** Lets nothing leave for some milliseconds. */
  pause(time: number): void
}

export function createPacer(requestsPerSecond: number): Pacer {
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
