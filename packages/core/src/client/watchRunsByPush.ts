import { mergeNews } from '../events/mergeStreamedRun.js'
import { toJsonText } from '../result/json.js'
import type { Run } from '../run/run.js'
import { isTerminal, MAX_RUNS_A_REQUEST } from '../run/run.js'
import type { StreamFollower } from './followStream.js'
import { followStream } from './followStream.js'
import { readPushes } from './readPushes.js'
import type { Requester } from './request.js'
import type { RunBatcher } from './runBatcher.js'
import type { ServerClock } from './serverClock.js'
import { watchRunsByPolling } from './watchRunsByPolling.js'

/** What runs are watched with. */
interface Connection {
  requester: Requester
  batcher: RunBatcher
  clock: ServerClock
}

/**
 * Yields each run when it is first known and whenever it changed, as the server pushes it. Ends when
 * all have settled or the signal aborts, and then throws the error of a run that cannot be read.
 */
export async function* watchRunsByPush(
  connection: Connection,
  runIds: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Run, void, undefined> {
  const groups = splitIntoGroups(runIds)
  /** The latest state of each run that has not been taken yet, or a slow reader would pile up all of them. */
  const waiting = new Map<string, Run>()
  let isOver = false
  let wake: () => void = () => undefined
  let isStopped = false
  const stop = () => {
    isStopped = true
    for (const { controller } of groups) controller.abort()
    wake()
  }
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()

  const emit = (run: Run) => {
    waiting.set(run.runId, run)
    wake()
  }
  const following = Promise.all(
    groups.map((group) => followGroup(connection, group.runIds, emit, group.controller.signal)),
  ).finally(() => {
    isOver = true
    wake()
  })
  try {
    for (;;) {
      if (isStopped) return
      const [run] = waiting.values()
      if (run) {
        waiting.delete(run.runId)
        yield run
      } else if (isOver) break
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    const errors = (await following).flat()
    if (errors.length > 0) throw errors[0]
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/** Puts as many runs together as one event stream may name. */
function splitIntoGroups(runIds: readonly string[]) {
  const ids = [...new Set(runIds)]
  return Array.from({ length: Math.ceil(ids.length / MAX_RUNS_A_REQUEST) }, (_, index) => ({
    runIds: ids.slice(index * MAX_RUNS_A_REQUEST, (index + 1) * MAX_RUNS_A_REQUEST),
    // Each group has a controller of its own: Node warns of a leak when many listen to one signal.
    controller: new AbortController(),
  }))
}

/**
 * Follows 1 to 100 runs on one event stream, and by polls while there is none, until all have
 * settled. Never rejects: gives the errors of runs that cannot be read.
 */
async function followGroup(
  connection: Connection,
  runIds: readonly string[],
  emit: (run: Run) => void,
  signal: AbortSignal,
): Promise<unknown[]> {
  /** Runs that have not settled, with what was last seen of them. */
  const open = new Map<string, { run: Run | null; version: number }>(
    runIds.map((runId) => [runId, { run: null, version: 0 }]),
  )
  const errors: unknown[] = []
  /** Polls of single runs that the stream could tell nothing of. */
  const polls: Promise<void>[] = []
  const refused: string[] = []
  /** Ends the polls of the others, which stand in for a stream. */
  let standIn: AbortController | null = null
  const stream = new AbortController()

  /**
   * Takes what is new of a run. What a poll brought has no version (`null`): the server that answered
   * it may be ahead of the stream, or behind.
   */
  function take(news: Run, version: number | null) {
    const known = open.get(news.runId)
    if (!known || (version !== null && version <= known.version)) return
    const run = mergeNews(news, known.run)
    // `JSON.stringify` throws at a result that is nested too deep, which would pass for a cut.
    const isSame = known.run !== null && toJsonText(known.run) === toJsonText(run)
    open.set(run.runId, { run, version: version ?? known.version })
    if (!isSame) emit(run)
  }

  function close(runId: string) {
    open.delete(runId)
    if (open.size === 0) stream.abort()
  }

  async function poll(
    polled: readonly string[],
    onRun: (run: Run) => void,
    until: AbortSignal,
  ): Promise<void> {
    try {
      for await (const run of watchRunsByPolling(connection.batcher, polled, until)) onRun(run)
    } catch (error) {
      if (!until.aborted) errors.push(error)
    }
  }

  async function pollUntilStreamed(controller: AbortController) {
    const polled = [...open.keys()]
    await poll(polled, (run) => take(run, null), controller.signal)
    if (!controller.signal.aborted) polled.forEach(close)
  }

  /** Polls a run of which the stream tells nothing, together with others that were refused with it. */
  function pollAlone(runId: string) {
    refused.push(runId)
    if (refused.length > 1) return
    queueMicrotask(() => polls.push(poll(refused.splice(0), emit, signal)))
  }

  const follower: StreamFollower = {
    pick: () => [...open].map(([runId, { version }]) => [runId, version]),
    isOver: (runId) => !open.has(runId),
    setStreamed(streamed) {
      if (streamed.size > 0 || stream.signal.aborted) {
        standIn?.abort()
        standIn = null
      } else if (!standIn) {
        standIn = new AbortController()
        polls.push(pollUntilStreamed(standIn))
      }
    },
    take({ run, version, isSettled }) {
      take(run, version)
      if (isSettled) close(run.runId)
    },
    refuse(runId) {
      const known = open.get(runId)
      if (!known) return
      // An answer says what is wrong, and it may pass.
      if (!known.run || !isTerminal(known.run.status)) pollAlone(runId)
      close(runId)
    },
  }
  const leave = () => stream.abort()
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  await followStream(
    (ids, options) => readPushes(connection, ids, options),
    follower,
    stream.signal,
  ).over
  signal.removeEventListener('abort', leave)
  await Promise.all(polls)
  return errors
}
