/** Milliseconds of work before the page gets its turn: half a frame. */
const sliceLength = 8

/**
 * Does a long work in slices, with the page's own work in between, and hands on what it returns. A
 * short one is done at once. The work yields wherever it may be interrupted.
 *
 * @returns a function that ends the work before its time
 */
export function runInSlices<T>(
  work: Iterator<unknown, T>,
  onDone: (result: T) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function run() {
    const end = performance.now() + sliceLength
    do {
      const step = work.next()
      if (step.done) return onDone(step.value)
    } while (performance.now() < end)
    timer = setTimeout(run, 0)
  }
  run()
  return () => clearTimeout(timer)
}

/** Does such a work without a pause. */
export function runAtOnce<T>(work: Iterator<unknown, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
