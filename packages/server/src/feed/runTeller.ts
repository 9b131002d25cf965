import type { RunStore } from '../store/runStore.js'
import type { FollowedRun } from './followedRun.js'
import { createFollowedRun } from './followedRun.js'
import type { RunSnapshot, SnapshotNews } from './runSnapshot.js'
import { createStoredSnapshots, isNews, toNews } from './runSnapshot.js'

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
  /** Tells the viewers here of what another process has published. */
  takeNews(news: SnapshotNews): void
  /** Takes over what the store has of a run, if that is newer. Never rejects. */
  load(run: FollowedRun): Promise<void>
  /** Lets a run be read soon. */
  makeDue(run: FollowedRun): void
  /** Lets a run be read soon if it is followed and may still change. */
  hint(runId: string): void
}

interface RunTellerOptions {
  store: RunStore
  /** Tells the other processes of a snapshot. */
  tellPeers: (news: SnapshotNews) => Promise<void>
  /** Tells whether this process reads a run because other processes watch it. */
  isReadForPeers: (runId: string) => boolean
  /** Told when a run is to be read soon. */
  onDue: () => void
}

export function createRunTeller(options: RunTellerOptions): RunTeller {
  const { store, tellPeers, isReadForPeers, onDue } = options
  const runs = new Map<string, FollowedRun>()
  const stored = createStoredSnapshots(store)

  function deliver(run: FollowedRun, snapshot: RunSnapshot) {
    run.snapshot = snapshot
    if (snapshot.isSettled) run.dueAt = Infinity
    for (const listener of run.listeners) {
      try {
        listener(snapshot)
      } catch {
        // One viewer's connection that fails must not keep the others from hearing.
      }
    }
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
    deliver(run, { ...found, version })
    if (toNews(found).hasEnded && !found.isSettled) makeDue(run)
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

    prune({ runId, listeners, holds }) {
      const isNeeded = listeners.size > 0 || holds > 0 || isReadForPeers(runId)
      if (!isNeeded) runs.delete(runId)
    },

    publish(run, snapshot) {
      deliver(run, snapshot)
      void share(snapshot)
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
