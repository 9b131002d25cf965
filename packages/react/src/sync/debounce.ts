/** One call for many that are asked for. */
export interface Debounce {
  ask: () => void
  stop: () => void
}

/**
 * Makes one call for many that are asked for: once none has been for `quiet` milliseconds, but at the
 * latest `longest` milliseconds after the first.
 */
export function createDebounce(call: () => void, { quiet = 150, longest = 1_000 } = {}): Debounce {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = Infinity

  function stop() {
    clearTimeout(timer)
    latest = Infinity
  }

  return {
    ask() {
      const now = performance.now()
      latest = Math.min(latest, now + longest)
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          stop()
          call()
        },
        Math.min(quiet, Math.max(0, latest - now)),
      )
    },
    stop,
  }
}
