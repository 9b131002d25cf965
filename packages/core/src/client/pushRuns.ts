import { mergeStreamedRun } from '../events/applyRunEvent.js'
import type { Run } from '../run/run.js'
import { MAX_RUNS_A_REQUEST } from '../run/run.js'
import { readPushes } from './readPushes.js'
import type { Requester } from './request.js'
import type { RunReader } from './runReader.js'
import type { ServerClock } from './serverClock.js'
import { watchRuns } from './watchRuns.js'

/**
 * Yields each run when it is first known and whenever it changed, as the server pushes it. Ends when
 * all have settled or the signal aborts, and then throws the error of a run that cannot be read.
 */
export async function* pushRuns(
  connection: PushConnection,
  runIds: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Run, void, undefined> {
  const ids = [...new Set(runIds)]
  const pages = Array.from({ length: Math.ceil(ids.length / MAX_RUNS_A_REQUEST) }, (_, index) => ({
    runIds: ids.slice(index * MAX_RUNS_A_REQUEST, (index + 1) * MAX_RUNS_A_REQUEST),
    // One each, as Node warns of a signal that many listen to.
    controller: new AbortController(),
  }))
  const waiting: Run[] = []
  let isOver = false
  let wake: () => void = () => undefined
  let isStopped = false
  const stop = () => {
    isStopped = true
    for (const { controller } of pages) controller.abort()
    wake()
  }
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()

  const emit = (run: Run) => {
    waiting.push(run)
    wake()
  }
  const following = Promise.all(
    pages.map((page) => followPage(connection, page.runIds, emit, page.controller.signal)),
  ).finally(() => {
    isOver = true
    wake()
  })
  try {
    for (;;) {
      if (isStopped) return
      const run = waiting.shift()
      if (run) yield run
      else if (isOver) break
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

/** How long polls stand in for the stream, at first and at most, in milliseconds. */
const MIN_PAUSE = 2_000
const MAX_PAUSE = 60_000

/** What runs are watched with. */
export interface PushConnection {
  requester: Requester
  reader: RunReader
  clock: ServerClock
}

/**
 * Follows 1 to 100 runs on one event stream, and by polls while there is none, until all have settled.
 * Never rejects: gives the errors of runs that cannot be read.
 */
export async function followPage(
  connection: PushConnection,
  runIds: readonly string[],
  emit: (run: Run) => void,
  signal: AbortSignal,
): Promise<unknown[]> {
  /** Runs that have not settled, with what was last seen of them. */
  const open = new Map<string, { run: Run | null; version: number }>(
    runIds.map((runId) => [runId, { run: null, version: 0 }]),
  )
  const errors: unknown[] = []
  /** What the stream could not tell of. */
  const polls: Promise<void>[] = []

  /** Reads the stream to its end. Tells whether it was of use. */
  async function push(): Promise<boolean> {
    let isUseful = false
    try {
      // The lowest: of several runs the one that changed first may have been told last, or not yet.
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
      // It was cut, or there is none. Polls find out what is wrong.
    }
    return isUseful
  }

  /** Takes what is new. A read has no version: it may come from a server that is behind, or ahead. */
  function take(news: Run, version: number | null) {
    const known = open.get(news.runId)
    if (!known || (version !== null && version <= known.version)) return
    // Nothing that was seen goes away: no step, and least of all an end.
    const run = known.run ? mergeStreamedRun(news, { ...known.run, streamingUrl: null }) : news
    const isSame = known.run !== null && JSON.stringify(known.run) === JSON.stringify(run)
    open.set(run.runId, { run, version: version ?? known.version })
    if (!isSame) emit(run)
  }

  /** The answer to a read says better what is wrong, and perhaps nothing is any more. */
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
      for await (const run of watchRuns(connection.reader, polled, until)) onRun(run)
    } catch (error) {
      if (!until.aborted) errors.push(error)
    }
  }

  /** Polls until the time is over or there is nothing left to poll. */
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
    const isUseful = await push()
    failures = isUseful ? 0 : failures + 1
    if (failures > 0 && open.size > 0 && !signal.aborted) {
      await standIn(Math.min(MIN_PAUSE * 2 ** (failures - 1), MAX_PAUSE))
    }
  }
  await Promise.all(polls)
  return errors
}
