import type { Run } from '@fishbowl/core'
import { parseRun } from '@fishbowl/core'

import { isRecord } from '../fields/pick.js'
import { projectRun } from '../fields/project.js'
import { HandlerError } from '../http/handlerError.js'
import type { Upstream } from './upstream.js'

/**
 * Milliseconds for which an answer is given to all who ask. Short beside the pace of any poll, it keeps
 * ten thousand viewers who poll from asking TinyFish more often than twice a second.
 */
const KEPT_FOR = 500

/** Reads runs, each once for all who ask at about the same time. */
export interface RunReader {
  /** Gives what TinyFish says of a run, which nobody may change. Rejects with a `HandlerError`. */
  read: (runId: string, request: Pick<Request, 'signal'>) => Promise<unknown>
  /** Gives nobody an answer from before the run was changed. */
  outdate: (runId: string) => void
}

interface SharedRead {
  answer: Promise<unknown>
  readers: number
  isOver: boolean
  controller: AbortController
}

export function createRunReader(upstream: Pick<Upstream, 'readJson'>): RunReader {
  const reads = new Map<string, SharedRead>()

  function start(runId: string): SharedRead {
    const controller = new AbortController()
    const call = { method: 'GET', path: `/runs/${runId}`, signal: controller.signal } as const
    const read: SharedRead = {
      readers: 0,
      isOver: false,
      controller,
      answer: upstream.readJson(call),
    }
    reads.set(runId, read)
    read.answer.then(
      () => {
        read.isOver = true
        setTimeout(() => forget(runId, read), KEPT_FOR)
      },
      () => forget(runId, read),
    )
    return read
  }

  function forget(runId: string, read: SharedRead) {
    if (reads.get(runId) === read) reads.delete(runId)
  }

  return {
    async read(runId, request) {
      const known = reads.get(runId)
      // Before the signal is looked at, which Node makes only then.
      if (known?.isOver) return known.answer
      const { signal } = request
      if (signal.aborted) throw new HandlerError('CLIENT_GONE')
      const read = known ?? start(runId)
      read.readers += 1
      let leave: () => void = () => undefined
      const gone = new Promise<never>((_, reject) => {
        leave = () => reject(new HandlerError('CLIENT_GONE'))
      })
      signal.addEventListener('abort', leave, { once: true })
      try {
        return await Promise.race([read.answer, gone])
      } finally {
        signal.removeEventListener('abort', leave)
        read.readers -= 1
        if (read.readers === 0 && !read.isOver) {
          forget(runId, read)
          read.controller.abort()
        }
      }
    },
    outdate: (runId) => void reads.delete(runId),
  }
}

/** What a read brought for one run. */
export type RunReading = Run | HandlerError

/**
 * Reads 1 to 100 runs with one request. Only documented fields are kept, and only of runs that were
 * asked for. Rejects with a `HandlerError` when the request failed.
 */
export async function readBatch(
  upstream: Upstream,
  runIds: readonly string[],
  redactKey: (text: string) => string,
): Promise<Map<string, RunReading>> {
  const json = await upstream.readJson({
    method: 'POST',
    path: '/runs/batch',
    body: { run_ids: runIds },
    // Its viewers may leave, but others come.
    signal: new AbortController().signal,
  })
  const items = isRecord(json) ? json.data : null
  if (!Array.isArray(items)) throw new HandlerError('UPSTREAM_INVALID_RESPONSE')

  const runs = new Map<string, Run>()
  for (const item of items) {
    const run = readItem(item, redactKey)
    if (run) runs.set(run.runId, run)
  }
  return new Map(
    runIds.map((runId) => [runId, runs.get(runId) ?? createMissing(items.length > runs.size)]),
  )
}

function readItem(item: unknown, redactKey: (text: string) => string): Run | null {
  try {
    const projection = projectRun(item)
    return projection && parseRun(JSON.parse(redactKey(JSON.stringify(projection))))
  } catch {
    return null
  }
}

/** A run that is missing may be the one that could not be read. */
function createMissing(hasUnreadable: boolean): HandlerError {
  return new HandlerError(hasUnreadable ? 'UPSTREAM_INVALID_RESPONSE' : 'NOT_FOUND')
}
