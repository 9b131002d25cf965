/** Calls are made up for by one call, when there were none for `quiet` milliseconds or after `longest`. */
export function createDebounce(call: () => void, { quiet = 150, longest = 1_000 } = {}) {
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
