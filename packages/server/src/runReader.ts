import { HandlerError } from './handlerError.js'
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
