import type { ByteSource } from '../http/byteSource.js'
import { HandlerError } from '../http/handlerError.js'
import type { Viewer } from './viewer.js'

/** Milliseconds after which it is noticed at the latest that a token was revoked. */
const CHECK_INTERVAL = 30_000
/**
 * Milliseconds after which any stream ends, a session of the host too. Streams end before by themselves
 * (pushed ones after a quarter of an hour, those of a start after an hour) unless the viewer does not read.
 */
const MAX_AGE = 65 * 60_000

/**
 * Guards what streams to a viewer: the source ends when the viewer's rights end or are taken away. It
 * breaks off for a viewer who has not taken what came before, as the end would wait for that.
 *
 * @param onEnd Called once, however the source ends.
 */
export function guardSource(
  source: ByteSource,
  viewer: Pick<Viewer, 'expiresAt' | 'isRevoked'>,
  onEnd: () => void,
): ByteSource {
  return (sink) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const expiresAt = Math.min(viewer.expiresAt, Date.now() + MAX_AGE)
    let isFull = false
    let isOver = false

    function leave() {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      onEnd()
    }

    function schedule() {
      if (isOver) return
      timer = setTimeout(() => void check(), Math.min(CHECK_INTERVAL, expiresAt - Date.now()))
    }

    async function check() {
      if (expiresAt > Date.now() && !(await hasLostRights(viewer))) return schedule()
      if (isOver) return
      leave()
      flow.cancel()
      if (isFull) sink.fail(new HandlerError('CLIENT_GONE'))
      else sink.end()
    }

    const flow = source({
      write(bytes) {
        isFull = isOver || !sink.write(bytes)
        return !isFull
      },
      end() {
        if (isOver) return
        leave()
        sink.end()
      },
      fail(error) {
        if (isOver) return
        leave()
        sink.fail(error)
      },
    })
    schedule()
    return {
      resume() {
        isFull = false
        flow.resume()
      },
      cancel() {
        leave()
        flow.cancel()
      },
    }
  }
}

/** When the store cannot tell whether rights were taken away, they count as lost, as in a new request. */
async function hasLostRights({ isRevoked }: Pick<Viewer, 'isRevoked'>): Promise<boolean> {
  try {
    return await isRevoked()
  } catch {
    return true
  }
}
