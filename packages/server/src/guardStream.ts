import type { Viewer } from './viewer.js'

/** Milliseconds after which a revoked token is noticed at the latest. */
const CHECK_INTERVAL = 30_000

/**
 * Ends a stream when the viewer's rights end or have been taken away, and ends its source when the
 * viewer leaves. `onEnd` is called once, however it ends.
 */
export function guardStream(
  source: ReadableStream<Uint8Array>,
  viewer: Pick<Viewer, 'expiresAt' | 'isRevoked'>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  function leave() {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    onEnd()
  }

  function schedule(controller: ReadableStreamDefaultController<Uint8Array>) {
    if (isOver) return
    const left = viewer.expiresAt - Date.now()
    timer = setTimeout(() => void check(controller), Math.min(CHECK_INTERVAL, left))
  }

  async function check(controller: ReadableStreamDefaultController<Uint8Array>) {
    if (viewer.expiresAt > Date.now() && !(await hasLostRights(viewer))) return schedule(controller)
    if (isOver) return
    leave()
    controller.close()
    reader.cancel().catch(() => undefined)
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        schedule(controller)
        // At once, as a viewer that has stopped reading would never find out.
        reader.closed.catch((error: unknown) => {
          leave()
          controller.error(error)
        })
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (isOver) return
        if (!done) return controller.enqueue(value)
        leave()
        controller.close()
      },
      async cancel(reason) {
        leave()
        await reader.cancel(reason)
      },
    },
    // Nothing waits here beside what waits in the source.
    { highWaterMark: 0 },
  )
}

/** What cannot be told counts as lost, as it does for a new request. */
async function hasLostRights({ isRevoked }: Pick<Viewer, 'isRevoked'>): Promise<boolean> {
  try {
    return await isRevoked()
  } catch {
    return true
  }
}
