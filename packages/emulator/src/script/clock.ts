/** What the emulator knows of time. Pass your own to play runs faster, or by hand. */
export interface Clock {
  /** The present, in epoch milliseconds. */
  now(): number
  /**
   * Resolves after some of the clock's milliseconds.
   * Rejects with the signal's reason as soon as the signal aborts.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** How many times as fast as in real life runs play by it. @default 1 */
  readonly speed?: number
}

/** How fast runs play by a clock. */
export interface ClockOptions {
  /** How many times as fast as in real life. @default 1 */
  speed?: number | undefined
}

/**
 * Makes a clock that shows the real time. Runs are made shorter by `speed`, and the time itself is not:
 * a page that counts the seconds of a run would take one that is dated in the future for one that has
 * not begun.
 *
 * @throws {RangeError} When `speed` is not above 0.
 * @example
 * createEmulator({ clock: createClock({ speed: 10 }) }) // an 18-second run takes 1.8 seconds
 */
export function createClock({ speed = 1 }: ClockOptions = {}): Clock {
  if (!(speed > 0)) throw new RangeError(`speed takes a number above 0, not ${speed}`)
  return {
    speed,
    now: () => Date.now(),
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
        const timer = setTimeout(wake, milliseconds)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
  }
}

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves the present on by some milliseconds and wakes whoever slept until then, in order. */
  advance(milliseconds: number): void
}

/** Somebody who sleeps by a manual clock. */
interface Sleeper {
  /** Epoch milliseconds. */
  wakesAt: number
  wake: () => void
}

/**
 * Makes a clock for tests: hours pass in one call, and nothing happens in between.
 *
 * @param start Where it starts, in epoch milliseconds. The real present when left out.
 *
 * @example
 * const clock = createManualClock()
 * const emulator = createEmulator({ clock })
 * const { runId } = emulator.runs.start()
 * clock.advance(20_000)
 * emulator.runs.get(runId)?.status // 'COMPLETED'
 */
export function createManualClock(start: number = Date.now()): ManualClock {
  const sleepers = new Set<Sleeper>()
  let now = start
  return {
    now: () => now,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        if (milliseconds <= 0) return resolve()
        const sleeper: Sleeper = {
          wakesAt: now + milliseconds,
          wake() {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', abort)
            resolve()
          },
        }
        const abort = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    advance(milliseconds) {
      now += milliseconds
      const due = [...sleepers].filter(({ wakesAt }) => wakesAt <= now)
      for (const { wake } of due.toSorted((a, b) => a.wakesAt - b.wakesAt)) wake()
    },
  }
}
