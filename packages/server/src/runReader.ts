import { HandlerError } from './handlerError.js'
import type { Upstream } from './upstream.js'

/** Reads runs, each once for all who ask while it is being read. */
export interface RunReader {
  /** Gives what TinyFish says of a run, which nobody may change. Rejects with a `HandlerError`. */
  read: (runId: string, signal: AbortSignal) => Promise<unknown>
  /** Lets nobody join a read that began before the run was changed. */
  outdate: (runId: string) => void
}

interface SharedRead {
  answer: Promise<unknown>
  readers: number
  controller: AbortController
}

export function createRunReader(upstream: Pick<Upstream, 'readJson'>): RunReader {
  const reads = new Map<string, SharedRead>()

  function start(runId: string): SharedRead {
    const controller = new AbortController()
    const call = { method: 'GET', path: `/runs/${runId}`, signal: controller.signal } as const
    const read: SharedRead = {
      readers: 0,
      controller,
      answer: upstream.readJson(call).finally(() => forget(runId, read)),
    }
    reads.set(runId, read)
    return read
  }

  function forget(runId: string, read: SharedRead) {
    if (reads.get(runId) === read) reads.delete(runId)
  }

  return {
    async read(runId, signal) {
      if (signal.aborted) throw new HandlerError('CLIENT_GONE')
      const read = reads.get(runId) ?? start(runId)
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
        if (read.readers === 0) {
          forget(runId, read)
          read.controller.abort()
        }
      }
    },
    outdate: (runId) => void reads.delete(runId),
  }
}
