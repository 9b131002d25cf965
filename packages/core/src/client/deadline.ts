import { FishbowlError } from '../errors.js'

/**
 * Does work under a signal that aborts when the caller's signal does, or after `timeout`
 * milliseconds. Rejects as soon as it aborts, with the caller's reason or a `timeout` error.
 */
export async function withDeadline<T>(
  timeout: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const follow = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', follow, { once: true })
  const timer = setTimeout(() => controller.abort(createTimeoutError(timeout)), timeout)
  try {
    return await untilAborted(work(controller.signal), controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}

function createTimeoutError(timeout: number): FishbowlError {
  return new FishbowlError({
    code: 'timeout',
    message: `The server did not answer within ${timeout} ms. Try again, or give createClient a longer \`timeout\`.`,
  })
}

/**
 * Waits for work, but no longer than until the signal aborts. Rejects with the signal's reason then,
 * also when the work does not listen to the signal.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
