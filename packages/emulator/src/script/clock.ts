/** What the emulator knows of time. Pass your own to play runs faster, or by hand. */
export interface Clock {
  /** The present, in epoch milliseconds. */
  now(): number
  /**
   * Resolves after some of the clock's own milliseconds.
   * Rejects with the signal's reason as soon as the signal aborts.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface ClockOptions {
  /** How many milliseconds go by in one real millisecond. @default 1 */
  speed?: number
}

/**
 * Makes a clock that starts at the present and runs by itself.
 *
 * @example
 * createEmulator({ clock: createClock({ speed: 10 }) }) // an 18-second run takes 1.8 seconds
 */
export function createClock({ speed = 1 }: ClockOptions = {}): Clock {
  const start = Date.now()
  return {
    now: () => start + (Date.now() - start) * speed,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const wake = () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
        const abort = () => {
          clearTimeout(timer)
          reject(signal?.reason)
        }
        const timer = setTimeout(wake, milliseconds / speed)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
  }
}
