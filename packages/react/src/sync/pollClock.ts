import { MAX_RUNS_A_REQUEST } from '@fishbowl/core/internal'
import { focusManager } from '@tanstack/react-query'

/** What the clock needs of react-query's own query object. */
export interface PolledQuery {
  readonly state: { readonly fetchStatus: 'fetching' | 'paused' | 'idle' }
  readonly observers: readonly (RunObserver & {
    refetch: (options: { cancelRefetch: boolean }) => Promise<unknown>
  })[]
  isActive: () => boolean
}

/** When one observer of a query would like it to be read. */
export interface PollWish {
  /** Epoch milliseconds of the news that it follows from. Wishes that followed from others are void. */
  asOf: number
  /** Milliseconds from now, or `false` for never. */
  delay: number | false
  /** Whether it may be read a little sooner than that, to save a request. */
  maySooner: boolean
}

interface Turn extends Omit<PollWish, 'delay'> {
  /** By `performance.now()`, as people set their clocks back. */
  dueAt: number
}

/**
 * Milliseconds from one request to the next, whatever the page shows; what would be due before the
 * next one goes along. A little less than the quickest pace, so that a run alone keeps its own.
 */
const spacing = 2_500

/** How much longer, in milliseconds, a less important run waits for its turn. */
const patience: Record<PollPriority, number> = { high: 0, normal: 5_000, low: 10_000 }

// One for the page, not one for each provider: two roots must not double its requests.
const turns = new Map<PolledQuery, Turn>()
let lastReadAt = -Infinity
let wakesAt = Infinity
let timer: ReturnType<typeof setTimeout> | undefined
let stopWatchingFocus: (() => void) | undefined

/**
 * Decides with one timer when the runs of the page are read. Those that are due about the same time
 * are fetched in one task, so that the client reads them with one request; after that they are due
 * together again, whenever each of them began. In a hidden tab the clock stands still.
 */
export const pollClock = {
  /** Called by each observer of a query whenever it has news. The soonest wish counts. */
  wish(query: PolledQuery, { delay, ...wish }: PollWish): void {
    // Before its observer is mounted, as on a server, nobody waits for it; after a read it asks anew.
    if (!query.isActive()) return
    if (query.state.fetchStatus !== 'idle') return void turns.delete(query)
    const dueAt = delay === false ? Infinity : performance.now() + delay
    const known = turns.get(query)
    if (known?.asOf === wish.asOf && known.dueAt <= dueAt) return
    if (dueAt === Infinity) return remove(query)
    turns.set(query, { ...wish, dueAt })
    stopWatchingFocus ??= focusManager.subscribe(wakeForNext)
    wakeAt(dueAt)
  },

  /** Called when an observer of a query has gone. */
  leave(query: PolledQuery): void {
    if (!query.isActive()) remove(query)
  },
}

function remove(query: PolledQuery): void {
  turns.delete(query)
  if (turns.size > 0) return
  lastReadAt = -Infinity
  stop()
}

function stop(): void {
  stopWatchingFocus?.()
  stopWatchingFocus = undefined
  sleep()
}

function sleep(): void {
  // Each of a thousand badges that waits to be seen comes here, and to clear nothing takes its time, too.
  if (wakesAt === Infinity) return
  clearTimeout(timer)
  wakesAt = Infinity
}

/** Wakes no later than asked, but not so soon after the last read. */
function wakeAt(time: number): void {
  const next = Math.max(time, lastReadAt + spacing)
  if (next >= wakesAt || !focusManager.isFocused()) return
  clearTimeout(timer)
  wakesAt = next
  timer = setTimeout(readDue, Math.max(0, next - performance.now()))
}

function wakeForNext(): void {
  sleep()
  let next = Infinity
  for (const { dueAt } of turns.values()) next = Math.min(next, dueAt)
  if (next < Infinity) wakeAt(next)
}

function readDue(): void {
  const now = performance.now()
  const due = takeDue(now)
  if (due.length > 0) lastReadAt = now
  for (const query of due) {
    turns.delete(query)
    // Those of one task become one request.
    void query.observers[0]?.refetch({ cancelRefetch: false })
  }
  if (turns.size > 0) wakeForNext()
  else stop()
}

/** The runs of the next request, if any of them cannot wait. */
function takeDue(now: number): PolledQuery[] {
  for (const query of turns.keys()) if (!query.isActive()) turns.delete(query)
  if (![...turns.values()].some(({ dueAt }) => dueAt <= now)) return []
  return (
    [...turns]
      .filter(([, { dueAt, maySooner }]) => dueAt <= now + (maySooner ? spacing : 0))
      // Asked for only now: what shows a run may have been scrolled into view since the last news.
      .map(([query, { dueAt }]) => ({
        query,
        place: dueAt + patience[getPollPriority(query.observers)],
      }))
      .toSorted((a, b) => a.place - b.place)
      .slice(0, MAX_RUNS_A_REQUEST)
      .map(({ query }) => query)
  )
}

/** Which runs are read first when more are due than one request can hold. */
export type PollPriority = 'high' | 'normal' | 'low'

/** What has to be known of somebody who shows a run, in the words of react-query. */
export interface RunObserver {
  readonly options: {
    readonly enabled?: unknown
    readonly meta?: { readonly priority?: unknown } | undefined
  }
}

/** The important ones first. */
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
