type Listener = (isIn: boolean) => void

export interface ViewWatchOptions {
  /** How far beyond the window counts as in view, as CSS has it. */
  margin: string
  /** Milliseconds from one report to the next; what merely flies past in them is not told. */
  pause: number
}

/** Tells any number of elements, with one observer, whether they are in view. */
export function createViewWatch({ margin, pause }: ViewWatchOptions) {
  const listeners = new Map<Element, Listener>()
  const changes = new Map<Element, boolean>()
  let observer: IntersectionObserver | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let reportedAt = -Infinity

  function stop(element: Element): void {
    observer?.unobserve(element)
    listeners.delete(element)
    changes.delete(element)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
    reportedAt = -Infinity
    observer?.disconnect()
    observer = undefined
  }

  function collect(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) changes.set(target, isIntersecting)
    if (pause === 0) report()
    else timer ??= setTimeout(report, Math.max(0, reportedAt + pause - performance.now()))
  }

  function report(): void {
    timer = undefined
    reportedAt = performance.now()
    const told = [...changes]
    changes.clear()
    for (const [element, isIn] of told) listeners.get(element)?.(isIn)
  }

  return {
    observe(element: Element, listener: Listener): () => void {
      // Without an observer, as in some tests of hosts, everything counts as seen.
      if (typeof IntersectionObserver === 'undefined') {
        listener(true)
        return () => {}
      }
      observer ??= new IntersectionObserver(collect, { rootMargin: margin })
      listeners.set(element, listener)
      observer.observe(element)
      return () => stop(element)
    },
  }
}
