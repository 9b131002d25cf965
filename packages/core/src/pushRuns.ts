import type { PushConnection } from './pushedPage.js'
import { followPage } from './pushedPage.js'
import type { Run } from './run.js'

/** As many runs as the handler takes for one stream. */
const MAX_RUNS = 100

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
  const pages = Array.from({ length: Math.ceil(ids.length / MAX_RUNS) }, (_, index) => ({
    runIds: ids.slice(index * MAX_RUNS, (index + 1) * MAX_RUNS),
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
