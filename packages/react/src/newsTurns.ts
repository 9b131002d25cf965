const waiting: (() => void)[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** As many runs as are drawn in a few milliseconds. */
const atOnce = 4

/** Milliseconds from one turn to the next: in each frame some. */
const pause = 16

/**
 * Splits the work that an answer of a hundred runs makes into short tasks, where nobody sees what
 * comes a second later.
 *
 * Not left to React, which can split a render, too: each scroll lets it begin anew, until it has waited
 * for too long and does all of it at once.
 */
export const newsTurns = {
  wait(): Promise<void> {
    timer ??= setTimeout(next, pause)
    return new Promise((resolve) => waiting.push(resolve))
  },
}

function next() {
  for (const resolve of waiting.splice(0, atOnce)) resolve()
  timer = waiting.length > 0 ? setTimeout(next, pause) : undefined
}
