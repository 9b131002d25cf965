/** Milliseconds between two runs: about as long as one takes to be drawn. */
const PAUSE = 5

/** Milliseconds: nobody waits for longer, however many runs there are. */
const LONGEST_WAIT = 2_000

let lastAt = 0

/**
 * Lets runs go on one at a time, so that the work that an answer of a hundred runs makes is split into
 * short tasks. It is for runs of which nobody sees whether they come half a second later.
 *
 * React can split a render as well, but each scroll makes it begin anew, until it has waited for too
 * long and does all of it at once.
 */
export function waitToBeDrawn(): Promise<void> {
  const now = performance.now()
  lastAt = Math.max(lastAt, now) + PAUSE
  // Either far too many runs wait, or the clock was set back, as tests do: the pace begins anew.
  if (lastAt > now + LONGEST_WAIT) lastAt = now
  return new Promise((resolve) => setTimeout(resolve, lastAt - now))
}
