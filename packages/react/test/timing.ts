/**
 * How long something may take in a test, from the milliseconds that it may take on an idle machine. Tests
 * run beside each other on few cores, so such a limit only catches work that grows with the size of the
 * data; `npm run bench` measures the times themselves.
 */
export function idleTime(milliseconds: number): number {
  return milliseconds * 6
}

/** Watches for tasks that block the page. The result ends that, and tells the milliseconds of the longest. */
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
