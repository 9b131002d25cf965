import type { Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'

import type { RunStore } from '../store/runStore.js'
import type { FollowedRun } from './followedRun.js'
import { createFollowedRun, merge } from './followedRun.js'
import type { RunSnapshot, SnapshotNews } from './runSnapshot.js'
import { createStoredSnapshots, getNextVersion, isNews, toNews } from './runSnapshot.js'

/** The runs that a process follows, and the telling of them: to viewers here and to other processes. */
export interface RunTeller {
  /** By id. */
  readonly runs: ReadonlyMap<string, FollowedRun>
  /** Gives the run with an id, which is followed from now on if it was not before. */
  follow(runId: string): FollowedRun
  /** Forgets a run that nobody needs any longer. */
  prune(run: FollowedRun): void
  /** Tells the viewers here and the other processes of a snapshot. */
  publish(run: FollowedRun, snapshot: RunSnapshot): void
  /**
   * Tells what an event of the run's stream has changed: its end at once, and everything else together
   * with what changes soon after. The larger a run has become, the less often it is told.
   */
  publishSoon(run: FollowedRun, after: Run): void
  /** Tells the viewers here of what another process has published. */
  takeNews(news: SnapshotNews): void
  /** Takes over what the store has of a run, if that is newer. Never rejects. */
  load(run: FollowedRun): Promise<void>
  /** Lets a run be read soon. */
  makeDue(run: FollowedRun): void
  /** Lets a run be read soon if it is followed and may still change. */
  hint(runId: string): void
}

/** Milliseconds between two tellings of events of one run. */
const MIN_PAUSE = 100
/** How many times as long as it takes to tell of a run it is left alone: one twentieth is spent on it. */
const REST = 19

interface RunTellerOptions {
  store: RunStore
  /** Tells the other processes of a snapshot. */
  tellPeers: (news: SnapshotNews) => Promise<void>
  /** Tells whether this process reads a run because other processes watch it. */
  isReadForPeers: (runId: string) => boolean
  /** Told when a run is to be read soon. */
  onDue: () => void
  /** Told when a run has ended. */
  onEnd: (runId: string) => void
}

export function createRunTeller(options: RunTellerOptions): RunTeller {
  const { store, tellPeers, isReadForPeers, onDue, onEnd } = options
  const runs = new Map<string, FollowedRun>()
  const stored = createStoredSnapshots(store)

  function publish(run: FollowedRun, snapshot: RunSnapshot) {
    const startedAt = performance.now()
    deliver(run, snapshot)
    const now = performance.now()
    run.quietUntil = now + Math.max(MIN_PAUSE, (now - startedAt) * REST)
    const isSharing = run.unshared !== null
    run.unshared = snapshot
    // To write a large run for the store takes as long again, and so comes in a task of its own.
    if (!isSharing) setTimeout(() => void shareLatest(run), 0)
  }

  function deliver(run: FollowedRun, snapshot: RunSnapshot) {
    clearTimeout(run.tellTimer)
    run.tellTimer = undefined
    run.snapshot = snapshot
    if (toNews(snapshot).hasEnded) onEnd(run.runId)
    if (snapshot.isSettled) run.dueAt = Infinity
    for (const listener of run.listeners) {
      try {
        listener(snapshot)
      } catch {
        // One viewer's connection that fails must not keep the others from hearing.
      }
    }
  }

  /** Shares what there is, and what comes meanwhile: one after the other, or an older one might win. */
  async function shareLatest(run: FollowedRun): Promise<void> {
    while (run.unshared) {
      const { unshared } = run
      await share(unshared)
      if (run.unshared === unshared) run.unshared = null
    }
    prune(run)
  }

  async function share(snapshot: RunSnapshot): Promise<void> {
    try {
      if (snapshot.run) await stored.write(snapshot)
      await tellPeers(toNews(snapshot))
    } catch {
      // Processes that cannot be told of a snapshot read the run for themselves.
    }
  }

  async function load(run: FollowedRun): Promise<void> {
    const found = await stored.read(run.runId)
    const known = run.snapshot
    if (!found || !isNews(toNews(found), known)) return
    const version = Math.max(found.version, (known?.version ?? 0) + 1)
    const merged = found.run && merge(found.run, run)
    const snapshot = { ...found, version, run: merged }
    // Whoever has read may not have heard yet of the last events of a stream that is held here.
    if (run.holds > 0 && merged !== found.run) publish(run, snapshot)
    else deliver(run, snapshot)
    if (toNews(found).hasEnded && !found.isSettled) makeDue(run)
  }

  function prune({ runId, listeners, holds, tellTimer, unshared }: FollowedRun) {
    // Whoever begins to watch before all is told would find an older state in the store.
    const isUntold = tellTimer !== undefined || unshared !== null
    const isNeeded = listeners.size > 0 || holds > 0 || isUntold || isReadForPeers(runId)
    if (!isNeeded) runs.delete(runId)
  }

  function makeDue(run: FollowedRun) {
    // No earlier than others that are due already, or whoever asks often would take all reads.
    run.dueAt = Math.min(run.dueAt, Date.now())
    run.isHinted = run.isReading
    onDue()
  }

  return {
    runs,
    load,
    makeDue,

    follow(runId) {
      const known = runs.get(runId)
      if (known) return known
      const run = createFollowedRun(runId)
      runs.set(runId, run)
      void load(run).then(() => {
        if (!run.snapshot?.isSettled) makeDue(run)
      })
      return run
    },

    prune,

    publish,

    publishSoon(run, after) {
      const { runId, tellTimer, snapshot: known } = run
      // What is not told yet needs no version of its own: ten thousand would run far ahead of the clock.
      const version = (tellTimer && known?.version) || getNextVersion(known)
      const snapshot = { runId, version, run: after, error: null, isSettled: false }
      run.snapshot = snapshot
      const hasEnded = isTerminal(after.status)
      if (tellTimer && !hasEnded) return
      clearTimeout(tellTimer)
      const wait = hasEnded ? 0 : run.quietUntil - performance.now()
      run.tellTimer = setTimeout(() => {
        const latest = run.snapshot ?? snapshot
        // Whoever began to watch meanwhile has seen its version with less in it.
        publish(run, { ...latest, version: getNextVersion(latest) })
      }, wait)
    },

    takeNews(news) {
      const run = runs.get(news.runId)
      if (!run || !isNews(news, run.snapshot)) return
      const { runId, version, error } = news
      if (error) deliver(run, { runId, version, run: null, error, isSettled: true })
      else void load(run)
    },

    hint(runId) {
      const run = runs.get(runId)
      if (run && !run.snapshot?.isSettled) makeDue(run)
    },
  }
}
