/** Keeps requests apart, so that there are never more a second than allowed. */
export interface Pacer {
  /** Epoch milliseconds from which on the next request may leave. */
  readonly nextAt: number
  /** Takes a turn. */
  take(): void
  /** Lets nothing leave for some milliseconds. */
  pause(time: number): void
}

export function createPacer(requestsPerSecond: number): Pacer {
  let nextAt = 0
  return {
    get nextAt() {
      return nextAt
    },
    take() {
      nextAt = Math.max(Date.now(), nextAt) + 1_000 / requestsPerSecond
    },
    pause(time) {
      nextAt = Math.max(nextAt, Date.now() + time)
    },
  }
}
