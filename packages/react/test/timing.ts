/**
 * How long something may take in a test, from what it may take on an idle machine, in milliseconds.
 * Tests run beside each other on few cores, so this only catches what grows with the size of the data;
 * the times themselves are measured by `npm run bench`.
 */
export function idleTime(milliseconds: number): number {
  return milliseconds * 6
}

/** Watches for tasks that block the page. The result ends it and tells how much was in one of them. */
export function watchLongTasks(): () => { longest: number; total: number } {
  const start = performance.now()
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  return () => {
    observer.disconnect()
    return { longest, total: performance.now() - start }
  }
}
