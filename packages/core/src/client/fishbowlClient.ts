import type { RunEvent } from '../events/runEvent.js'
import type { Cancellation } from '../run/cancellation.js'
import type { Run } from '../run/run.js'
import type { RunBatch, RunPage } from '../run/runLists.js'
import type { ListRunsFilter } from './listRuns.js'
import type { ReadPushesOptions, RunPush } from './readPushes.js'
import type { StartRunInput } from './startRun.js'

/** What every request accepts. */
export interface RequestOptions {
  /** Ends the request. Its promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** How a run is started. */
export interface StartRunOptions extends RequestOptions {
  /**
   * Lets the Fishbowl handler hold the event stream (`run-sse`) of the run, so that all who watch it with
   * `push` are told each step as soon as the agent turns to it. A server that has no such stream starts
   * the run without one.
   *
   * @default false
   */
  stream?: boolean | undefined
}

/** How runs are watched. */
export interface WatchRunsOptions extends RequestOptions {
  /**
   * `push` opens one event stream for all of the runs. While there is none, because the server has no
   * push or the network is bad, it polls, and tries again from time to time.
   *
   * @default 'poll'
   */
  transport?: 'poll' | 'push' | undefined
}

/**
 * Reads, starts and cancels runs. Methods reject with a `FishbowlError`, for wrong arguments with
 * `invalid_input` before any request is made.
 */
export interface FishbowlClient {
  /** The URL of the server, without a slash at its end. */
  readonly endpoint: string
  /** Tells the data of different users apart in caches. */
  readonly scope: string
  /** Milliseconds to add to `Date.now()` to get the server's time; 0 until known. */
  getClockOffset(): number
  /** Calls a listener whenever that has changed. Returns a function that ends this. */
  subscribeToClock?(listener: () => void): () => void
  /**
   * Reads one run. Reads of one tick become one request, two readers of one run share it, and an
   * unchanged run is the same object as before.
   */
  getRun(runId: string, options?: RequestOptions): Promise<Run>
  /** Reads any number of runs. Runs in an answer that cannot be read are left out. */
  getRuns(runIds: readonly string[], options?: RequestOptions): Promise<RunBatch>
  /** Reads a page of runs, which have neither steps nor a recording. */
  listRuns(filter?: ListRunsFilter, options?: RequestOptions): Promise<RunPage>
  /**
   * Starts a run. It is never repeated by itself, because the API would start a second run; for the
   * same reason do not repeat it after `timeout` or `network_error` without a look at `listRuns`.
   */
  startRun(input: StartRunInput, options?: StartRunOptions): Promise<{ runId: string }>
  /**
   * Starts a run and yields what happens until it ends. The run starts with the first `next()`, thus
   * with `for await`. When the stream breaks off, or says nothing for two minutes, it throws
   * `network_error` and the run goes on.
   */
  streamRun(input: StartRunInput, options?: RequestOptions): AsyncIterable<RunEvent>
  /** Cancels a run. The answer has the run's true status, which is not always `CANCELLED`. */
  cancelRun(runId: string, options?: RequestOptions): Promise<Cancellation>
  /**
   * Gives the picture of a step: a JPEG, PNG or WebP of at most 5 MB, its type told by its bytes.
   * Rejects with `not_found` where none was taken, and with `invalid_response` for anything else.
   */
  getStepScreenshot(runId: string, stepId: string, options?: RequestOptions): Promise<Blob>
  /**
   * Yields each run when it is first read and whenever it changed, until all have settled or the
   * signal aborts. The error of a run that cannot be read is thrown after the others have settled,
   * `unauthorized` at once.
   */
  watchRuns(runIds: readonly string[], options?: WatchRunsOptions): AsyncIterable<Run>
  /**
   * Reads one event stream of 1 to 100 runs: a snapshot of each, then each change. Ends when the
   * server ends it, and throws when it is cut or there is none; `watchRuns` with `push` comes back
   * by itself.
   */
  readPushes(runIds: readonly string[], options?: ReadPushesOptions): AsyncIterable<RunPush>
}
