import { HandlerError } from '../http/handlerError.js'
import type { RunReader } from './upstream.js'

/**
 * Milliseconds for which an answer of TinyFish is given to all who ask. This is short beside the pace of
 * any poll, and yet ten thousand viewers who poll do not make the handler ask TinyFish more often than
 * twice a second.
 */
const KEPT_FOR = 500

/** Reads single runs, each once for all who ask for it at about the same time. */
export interface SharedReads {
  /**
   * Gives the JSON that TinyFish has of a run. The same object goes to all who share the read, and so
   * nobody may change it. Rejects with a `HandlerError`.
   */
  read: (runId: string, request: Pick<Request, 'signal'>) => Promise<unknown>
  /** Says that a run has been changed, so that nobody is given an answer from before. */
  outdate: (runId: string) => void
}

interface SharedRead {
  json: Promise<unknown>
  readers: number
  isOver: boolean
  controller: AbortController
}

export function createSharedReads(upstream: RunReader): SharedReads {
  const reads = new Map<string, SharedRead>()

  function start(runId: string): SharedRead {
    const controller = new AbortController()
    const call = { method: 'GET', path: `/runs/${runId}`, signal: controller.signal } as const
    const read: SharedRead = {
      readers: 0,
      isOver: false,
      controller,
      json: upstream.readJson(call),
    }
    reads.set(runId, read)
    read.json.then(
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
      // This comes before the signal is looked at, because Node makes the signal only when it is.
      if (known?.isOver) return known.json
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
        return await Promise.race([read.json, gone])
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
