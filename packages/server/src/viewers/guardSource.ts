import type { ByteSource } from '../http/byteSource.js'
import type { Viewer } from './viewer.js'

/** Milliseconds after which it is noticed at the latest that a token was revoked. */
const CHECK_INTERVAL = 30_000

/**
 * Guards what streams to a viewer: the source ends when the viewer's rights end or are taken away.
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
    let isOver = false

    function leave() {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      onEnd()
    }

    function schedule() {
      if (isOver) return
      const left = viewer.expiresAt - Date.now()
      timer = setTimeout(() => void check(), Math.min(CHECK_INTERVAL, left))
    }

    async function check() {
      if (viewer.expiresAt > Date.now() && !(await hasLostRights(viewer))) return schedule()
      if (isOver) return
      leave()
      flow.cancel()
      sink.end()
    }

    const flow = source({
      write: (bytes) => !isOver && sink.write(bytes),
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
      resume: flow.resume,
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
