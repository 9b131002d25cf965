type Listener = (isNear: boolean) => void

/** What is about to be scrolled into view is read already. */
const margin = '200px'

/** Milliseconds from one report to the next, so that what merely flies past is never read. */
const pause = 200

const listeners = new Map<Element, Listener>()
const changes = new Map<Element, boolean>()
let observer: IntersectionObserver | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let reportedAt = -Infinity

/** Tells any number of elements, with one observer, whether they are in view or about to be. */
export const nearView = {
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
  timer ??= setTimeout(report, Math.max(0, reportedAt + pause - performance.now()))
}

function report(): void {
  timer = undefined
  reportedAt = performance.now()
  for (const [element, isNear] of changes) listeners.get(element)?.(isNear)
  changes.clear()
}
