import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'
import { focusManager } from '@tanstack/react-query'

/** Which runs are read first when more are due than one request can hold. */
export type PollPriority = 'high' | 'normal' | 'low'

/** What the clock needs of react-query's own query object. */
export interface PolledQuery {
  readonly observers: readonly (RunObserver & {
    refetch: (options: { cancelRefetch: boolean }) => Promise<unknown>
  })[]
  isActive: () => boolean
}

/** What the clock needs of react-query's own observer object, which stands for somebody who shows a run. */
export interface RunObserver {
  readonly options: {
    readonly enabled?: unknown
    readonly meta?: { readonly priority?: unknown; readonly whileHidden?: unknown } | undefined
  }
}

/** When one observer of a query would like it to be read. */
export interface PollWish {
  /** Epoch milliseconds of the news that it follows from. It replaces wishes that follow from other news. */
  asOf: number
  /** Milliseconds from now, or `false` for never. */
  delay: number | false
  /** Whether it may be read a little sooner than that, to save a request. */
  maySooner: boolean
  /** Whether the run has ended, so that in a hidden tab, too, the few reads that are left come at once. */
  isLast: boolean
}

interface PlannedRead extends Omit<PollWish, 'delay'> {
  /** Milliseconds of `performance.now()`, because people set the clock of `Date` back. */
  dueAt: number
}

/**
 * Milliseconds from one request to the next, whatever the page shows; what would be due before the
 * next one goes along. A little less than the quickest pace, so that a run alone keeps its own.
 */
const REQUEST_SPACING = 2_500

/**
 * The same in a hidden tab, for runs that somebody wants to be told of there. Browsers wake a tab that has
 * been hidden for long no more often.
 */
const HIDDEN_SPACING = 60_000

/** How much longer, in milliseconds, a less important run waits for its read when there are too many. */
const patience: Record<PollPriority, number> = { high: 0, normal: 5_000, low: 10_000 }

// There is one plan for the page, not one for each provider: two React roots must not double its requests.
const plannedReads = new Map<PolledQuery, PlannedRead>()
let lastReadAt = -Infinity
let wakesAt = Infinity
let timer: ReturnType<typeof setTimeout> | undefined
let stopWatchingFocus: (() => void) | undefined

/**
 * Decides with one timer when the runs of the page are read. Those that are due about the same time
 * are fetched in one task, so that the client reads them with one request; after that they are due
 * together again, whenever each of them began. In a hidden tab the clock stands still, but for the runs that
 * somebody wants to be told of there.
 */
export const pollClock = {
  /** Called by each observer of a query whenever it has news. The soonest wish counts. */
  wish(query: PolledQuery, { delay, ...wish }: PollWish): void {
    // Without a mounted observer, as on a server, nobody waits for the read.
    if (!query.isActive()) return
    const dueAt = delay === false ? Infinity : performance.now() + delay
    const planned = plannedReads.get(query)
    // Who shows the run now may want it in a hidden tab, too.
    if (planned?.asOf === wish.asOf && planned.dueAt <= dueAt) return wakeFor(query, planned)
    if (dueAt === Infinity) return remove(query)
    const read = { ...wish, dueAt }
    plannedReads.set(query, read)
    stopWatchingFocus ??= focusManager.subscribe(wakeForNext)
    wakeFor(query, read)
  },

  /** Called when no read is to be planned, as one is under way. */
  forget(query: PolledQuery): void {
    plannedReads.delete(query)
  },

  /** Called when an observer of a query has gone. */
  leave(query: PolledQuery): void {
    if (!query.isActive()) remove(query)
  },
}

function remove(query: PolledQuery): void {
  plannedReads.delete(query)
  if (plannedReads.size > 0) return
  lastReadAt = -Infinity
  stop()
}

function stop(): void {
  stopWatchingFocus?.()
  stopWatchingFocus = undefined
  clearTimer()
}

function clearTimer(): void {
  // A thousand badges that wait to be seen come here one by one, and even to clear nothing takes time.
  if (wakesAt === Infinity) return
  clearTimeout(timer)
  wakesAt = Infinity
}

/** When a planned read may be made, in milliseconds of `performance.now()`. */
function getReadTime({ observers }: PolledQuery, { dueAt, isLast }: PlannedRead): number {
  if (focusManager.isFocused()) return Math.max(dueAt, lastReadAt + REQUEST_SPACING)
  if (!isWantedWhileHidden(observers)) return Infinity
  return Math.max(dueAt, lastReadAt + (isLast ? REQUEST_SPACING : HIDDEN_SPACING))
}

function wakeFor(query: PolledQuery, read: PlannedRead): void {
  wakeAt(getReadTime(query, read))
}

function wakeAt(time: number): void {
  if (time >= wakesAt) return
  clearTimeout(timer)
  wakesAt = time
  timer = setTimeout(readDue, Math.max(0, time - performance.now()))
}

function wakeForNext(): void {
  clearTimer()
  let next = Infinity
  for (const [query, read] of plannedReads) next = Math.min(next, getReadTime(query, read))
  wakeAt(next)
}

function readDue(): void {
  const now = performance.now()
  const due = takeDue(now)
  if (due.length > 0) lastReadAt = now
  for (const query of due) {
    plannedReads.delete(query)
    // The client makes one request of all reads that begin in one task. Each observer takes part, as all of
    // them are left behind when a host removes the query: a read gives them its successor.
    for (const observer of query.observers.slice()) void observer.refetch({ cancelRefetch: false })
  }
  if (plannedReads.size > 0) wakeForNext()
  else stop()
}

/** The runs of the next request, if any of them cannot wait. */
function takeDue(now: number): PolledQuery[] {
  for (const query of plannedReads.keys()) if (!query.isActive()) plannedReads.delete(query)
  const readable = [...plannedReads].filter(([query, read]) => getReadTime(query, read) < Infinity)
  if (!readable.some(([query, read]) => getReadTime(query, read) <= now)) return []
  return (
    readable
      .filter(([, { dueAt, maySooner }]) => dueAt <= now + (maySooner ? REQUEST_SPACING : 0))
      // The priority is looked up only now, as a run may have been scrolled into view since its last news.
      .map(([query, { dueAt }]) => ({
        query,
        place: dueAt + patience[getPollPriority(query.observers)],
      }))
      .toSorted((a, b) => a.place - b.place)
      .slice(0, MAX_RUNS_A_REQUEST)
      .map(({ query }) => query)
  )
}

/** Whether one of those who show a run asks for it in a hidden tab, too. */
export function isWantedWhileHidden(observers: readonly RunObserver[]): boolean {
  return observers.some(
    ({ options }) => options.enabled !== false && options.meta?.whileHidden === true,
  )
}

/** The most important one first. */
const priorities: readonly PollPriority[] = ['high', 'normal', 'low']

/** How important a run is now, to the one who needs it most. A host's own observer may not say. */
export function getPollPriority(observers: readonly RunObserver[]): PollPriority {
  const wanted = new Set(
    observers
      .filter(({ options }) => options.enabled !== false)
      .map(({ options }) => options.meta?.priority),
  )
  return priorities.find((priority) => wanted.has(priority)) ?? 'normal'
}
