/** Milliseconds of work after which everything else in the process gets its turn. */
const TURN = 5

/**
 * Makes a function that long work calls between its pieces. Now and then it waits for a moment, in which
 * other requests are served.
 */
export function createTurns(): () => Promise<void> | void {
  let endsAt = performance.now() + TURN
  return () => {
    if (performance.now() < endsAt) return
    return new Promise<void>((resolve) => {
      runLater(() => {
        endsAt = performance.now() + TURN
        resolve()
      })
    })
  }
}

/** Node runs timers that are due one after the other, without a look at what has come over the network. */
function runLater(run: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(run)
  else setTimeout(run, 0)
}
