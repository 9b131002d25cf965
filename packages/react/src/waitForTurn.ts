/** Milliseconds from one run to the next: about as long as one takes to be drawn. */
const pause = 5

/** As many milliseconds as nobody waits for. */
const longest = 2_000

let lastAt = 0

/**
 * Splits the work that an answer of a hundred runs makes into short tasks, where nobody sees what
 * comes half a second later.
 *
 * Not left to React, which can split a render, too: each scroll lets it begin anew, until it has waited
 * for too long and does all of it at once.
 */
export function waitForTurn(): Promise<void> {
  const now = performance.now()
  lastAt = Math.max(lastAt, now) + pause
  // More than there should be, or a clock that was set back, as tests do.
  if (lastAt > now + longest) lastAt = now
  return new Promise((resolve) => setTimeout(resolve, lastAt - now))
}
