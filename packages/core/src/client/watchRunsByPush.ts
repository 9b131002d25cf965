import { mergeStreamedRun } from '../events/mergeStreamedRun.js'
import { toJsonText } from '../result/json.js'
import type { Run } from '../run/run.js'
import { MAX_RUNS_A_REQUEST } from '../run/run.js'
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

/** Milliseconds for which polls stand in after the first stream that was of no use. */
const MIN_STAND_IN = 2_000
/** Milliseconds. Each further failure doubles the time, up to this. */
const MAX_STAND_IN = 60_000

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

  /** Reads the stream to its end. Tells whether it was of use. */
  async function readStream(): Promise<boolean> {
    let isUseful = false
    try {
      // The server told the runs in any order before the cut. Only below the lowest version is
      // nothing missing; what is told twice is dropped by `take`.
      const sinceVersion = Math.min(...[...open.values()].map(({ version }) => version))
      for await (const news of readPushes(connection, [...open.keys()], { sinceVersion, signal })) {
        if (news.type === 'alive') continue
        isUseful = true
        if (news.type === 'run') take(news.run, news.version)
        else if (news.type === 'error') pollAlone(news.runId)
        else open.clear()
        if (open.size === 0) break
      }
    } catch {
      // The stream was cut, or the server has none. The polls that follow find out what is wrong.
    }
    return isUseful
  }

  /**
   * Takes what is new of a run. What a poll brought has no version (`null`): the server that answered
   * it may be ahead of the stream, or behind.
   */
  function take(news: Run, version: number | null) {
    const known = open.get(news.runId)
    if (!known || (version !== null && version <= known.version)) return
    // A state that is behind must not take back a step or an end that was shown. The address of the
    // live view is taken back, as the merge would prefer the known one to the new one.
    const run = known.run ? mergeStreamedRun(news, { ...known.run, streamingUrl: null }) : news
    // `JSON.stringify` throws at a result that is nested too deep, which would pass for a cut.
    const isSame = known.run !== null && toJsonText(known.run) === toJsonText(run)
    open.set(run.runId, { run, version: version ?? known.version })
    if (!isSame) emit(run)
  }

  /** Polls a run of which the stream told an error: an answer says what is wrong, and it may pass. */
  function pollAlone(runId: string) {
    if (!open.delete(runId)) return
    polls.push(poll([runId], emit, signal))
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

  /** Polls for some milliseconds, or until there is nothing left to poll. */
  async function standIn(time: number): Promise<void> {
    const controller = new AbortController()
    const end = () => controller.abort()
    const timer = setTimeout(end, time)
    signal.addEventListener('abort', end, { once: true })
    await poll([...open.keys()], (run) => take(run, null), controller.signal)
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    if (!controller.signal.aborted) open.clear()
  }

  let failures = 0
  while (open.size > 0 && !signal.aborted) {
    const isUseful = await readStream()
    failures = isUseful ? 0 : failures + 1
    if (failures > 0 && open.size > 0 && !signal.aborted) {
      await standIn(Math.min(MIN_STAND_IN * 2 ** (failures - 1), MAX_STAND_IN))
    }
  }
  await Promise.all(polls)
  return errors
}
