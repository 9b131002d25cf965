/** Milliseconds of work after which the page may do its own: half a frame. */
const SLICE_LENGTH = 8

/**
 * Does long work in slices and lets the page do its own in between. Work that fits into one slice is done
 * at once. The work yields wherever it may be interrupted; `onDone` gets what it returns.
 *
 * @returns a function that stops the work
 */
export function runInSlices<T>(
  work: Iterator<unknown, T>,
  onDone: (result: T) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function run() {
    const end = performance.now() + SLICE_LENGTH
    do {
      const step = work.next()
      if (step.done) return onDone(step.value)
    } while (performance.now() < end)
    timer = setTimeout(run, 0)
  }
  run()
  return () => clearTimeout(timer)
}

/** Does work that could be sliced without a pause, where there is no page to hold up. */
export function runAtOnce<T>(work: Iterator<unknown, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
