import type { RunEvent } from '@fishbowl/core'
import { applyRunEvent, isTerminal, parseRun } from '@fishbowl/core'

import { HandlerError } from '../http/handlerError.js'
import type { RunStore } from '../store/runStore.js'
import type { Upstream } from '../tinyfish/upstream.js'
import type { PeerRole } from './peers.js'
import { createPeers } from './peers.js'
import { createBatchReader } from './batchReader.js'
import type { FollowedRun } from './followedRun.js'
import { createFollowedRun, noteReading } from './followedRun.js'
import type { RunSnapshot, SnapshotNews } from './runSnapshot.js'
import { createStoredSnapshots, getNextVersion, isNews, toNews } from './runSnapshot.js'

/** How often the store is looked at although nobody told of news: messages may get lost. */
const WATCHDOG = 30_000
/** How often processes tell each other that they are alive, at least. */
const MEETING = 2_000
/** How long a leader leads after its last sign of life. */
const LEASE = 5_000
/** Runs that begin to be watched together are told to the others together. */
const TOGETHER = 50

export interface RunFeedOptions {
  upstream: Upstream
  store: RunStore
  /** Milliseconds from one read of a run to the next. */
  pollInterval: number
  /** Requests a second to TinyFish, by all processes together. */
  maxPollRate: number
  /** Takes the API key out of a text. */
  redactKey: (text: string) => string
  report: (error: HandlerError) => void
}

/** Follows runs for any number of viewers at the price of one. */
export interface RunFeed {
  /**
   * Tells of a run: what is known at once, and then each change. The snapshots have rising versions.
   * Gives the function that ends it.
   */
  watch(runId: string, listener: (snapshot: RunSnapshot) => void): () => void
  /** Lets a run that is watched be read soon, because it is said to have changed. */
  refresh(runId: string): void
  /** Announces an event stream of a run. Gives the function that ends it. */
  hold(runId: string): () => void
  /** Tells all viewers of a run what its event stream told. */
  note(runId: string, event: RunEvent): void
}

/**
 * Makes the feed of one process. It works only while somebody watches.
 *
 * In one piece, as each part of it asks who leads and who watches: reading, the other processes, the store
 * and the alarm have modules of their own.
 */
export function createRunFeed(options: RunFeedOptions): RunFeed {
  const { store, pollInterval, report } = options
  const runs = new Map<string, FollowedRun>()
  const shared = createStoredSnapshots(store)
  const alarm = createAlarm()
  const reader = createBatchReader({
    ...options,
    onReading(run, reading) {
      const snapshot = noteReading(run, reading, pollInterval)
      if (snapshot) publish(run, snapshot)
    },
    onEnd: () => alarm.ring(),
  })
  const peers = createPeers({
    store,
    lease: LEASE,
    onNews,
    onHint,
    onWatched: () => role === 'leader' && followPeers(),
  })
  /** Unknown until the first meeting. */
  let role: PeerRole | null = null
  let isWorking = false
  let meetAt = 0

  async function work(): Promise<void> {
    isWorking = true
    let reloadAt = Date.now() + WATCHDOG
    meetAt = 0
    while (isWanted()) {
      const now = Date.now()
      if (now >= meetAt) {
        meetAt = now + Math.min(pollInterval, MEETING)
        void meet()
      }
      if (now >= reloadAt) {
        reloadAt = now + WATCHDOG
        for (const run of runs.values()) void load(run)
      }
      const readAt = role === 'leader' || role === 'alone' ? reader.start(getWaiting) : Infinity
      await alarm.sleepUntil(Math.min(meetAt, reloadAt, readAt))
    }
    role = null
    runs.forEach(prune)
    await peers.leave()
    isWorking = false
    // Somebody may have come meanwhile.
    if (isWanted()) void work()
  }

  function isWanted(): boolean {
    for (const { listeners, snapshot } of runs.values()) {
      if (listeners.size > 0 && !snapshot?.isSettled) return true
    }
    return false
  }

  async function meet(): Promise<void> {
    const watching = [...runs.values()].filter(isWatchedHere).map(({ runId }) => runId)
    const next = await peers.meet(watching)
    if (!isWorking) return
    const isNew = next !== role
    role = next
    if (role === 'leader') followPeers()
    else runs.forEach(prune)
    if (isNew && role === 'alone') report(createStoreError())
    // News of the time in between have been missed.
    if (isNew && role === 'follower') for (const run of runs.values()) void load(run)
    if (isNew) alarm.ring()
  }

  function followPeers() {
    for (const runId of peers.getWatched()) ensure(runId)
    runs.forEach(prune)
  }

  function ensure(runId: string): FollowedRun {
    const known = runs.get(runId)
    if (known) return known
    const run = createFollowedRun(runId)
    runs.set(runId, run)
    void load(run).then(() => {
      if (!run.snapshot?.isSettled) makeDue(run)
    })
    return run
  }

  function prune(run: FollowedRun) {
    const isFollowed = role === 'leader' && peers.getWatched().has(run.runId)
    if (run.listeners.size === 0 && run.holds === 0 && !isFollowed) runs.delete(run.runId)
  }

  function makeDue(run: FollowedRun) {
    run.dueAt = 0
    run.isHinted = run.isReading
    alarm.ring()
  }

  function getWaiting(): FollowedRun[] {
    const followed = role === 'leader' ? peers.getWatched() : new Set()
    return [...runs.values()].filter(
      ({ isReading, listeners, runId }) =>
        !isReading && (listeners.size > 0 || followed.has(runId)),
    )
  }

  function publish(run: FollowedRun, snapshot: RunSnapshot) {
    deliver(run, snapshot)
    void share(snapshot)
  }

  async function share(snapshot: RunSnapshot): Promise<void> {
    try {
      if (snapshot.run) await shared.write(snapshot)
      await peers.tell(toNews(snapshot))
    } catch {
      // The others cannot be told, and so read for themselves.
    }
  }

  function deliver(run: FollowedRun, snapshot: RunSnapshot) {
    run.snapshot = snapshot
    if (snapshot.isSettled) run.dueAt = Infinity
    for (const listener of run.listeners) listener(snapshot)
  }

  function onNews(news: SnapshotNews) {
    const run = runs.get(news.runId)
    if (!run || !isNews(news, run.snapshot)) return
    const { runId, version, error } = news
    if (error) deliver(run, { runId, version, run: null, error, isSettled: true })
    else void load(run)
  }

  function onHint(runId: string) {
    const run = runs.get(runId)
    if (run && !run.snapshot?.isSettled) makeDue(run)
  }

  /** Takes over what the store has, if it is newer. Never rejects. */
  async function load(run: FollowedRun): Promise<void> {
    const stored = await shared.read(run.runId)
    const known = run.snapshot
    if (!stored || !isNews(toNews(stored), known)) return
    const version = Math.max(stored.version, (known?.version ?? 0) + 1)
    deliver(run, { ...stored, version })
    if (toNews(stored).hasEnded && !stored.isSettled) makeDue(run)
  }

  return {
    watch(runId, listener) {
      const isNew = !runs.has(runId)
      const run = ensure(runId)
      const own = (snapshot: RunSnapshot) => listener(snapshot)
      run.listeners.add(own)
      if (run.snapshot) listener(run.snapshot)
      if (isNew) meetAt = Math.min(meetAt, Date.now() + TOGETHER)
      if (!isWorking) void work()
      else if (isNew) alarm.ring()
      return () => {
        run.listeners.delete(own)
        if (run.listeners.size > 0) return
        prune(run)
        if (!isWanted()) alarm.ring()
      }
    },

    refresh(runId) {
      onHint(runId)
      void peers.hint(runId)
    },

    hold(runId) {
      const run = ensure(runId)
      run.holds += 1
      return () => {
        run.holds -= 1
        prune(run)
      }
    },

    note(runId, event) {
      const run = ensure(runId)
      const before = run.snapshot?.run ?? parseRun({ run_id: runId, status: 'PENDING' })
      const after = applyRunEvent(before, event)
      if (after === run.snapshot?.run) return
      const version = getNextVersion(run.snapshot)
      publish(run, { runId, version, run: after, error: null, isSettled: false })
      // What only a read tells: the number of steps, the recording.
      if (isTerminal(after.status)) makeDue(run)
    },
  }
}

function createStoreError(): HandlerError {
  return new HandlerError('STORE_UNREACHABLE', {
    message:
      'The store cannot be reached, so that this process reads for its own viewers only. It goes back to sharing by itself.',
  })
}

function isWatchedHere({ listeners, snapshot }: FollowedRun): boolean {
  return listeners.size > 0 && !snapshot?.isSettled
}

/** Lets a loop sleep until something is due or happens. */
export interface Alarm {
  /** @param time Epoch milliseconds. */
  sleepUntil(time: number): Promise<void>
  /** Ends the sleep early. Does nothing when nobody sleeps. */
  ring(): void
}

export function createAlarm(): Alarm {
  let ring: () => void = () => undefined
  return {
    ring: () => ring(),
    sleepUntil: (time) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, time - Date.now())
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
