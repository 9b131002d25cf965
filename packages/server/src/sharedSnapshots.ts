import type { RunSnapshot } from './runSnapshot.js'
import { parseSnapshot } from './runSnapshot.js'
import type { RunStore } from './runStore.js'

/** How long a snapshot is kept. Less than a recording's URL lives, which is in it. */
const TTL = 10 * 60_000

/** The snapshots that the processes with one store share. */
export interface SharedSnapshots {
  /** Gives the last one of a run, or `null` when there is none or the store fails. Never rejects. */
  read(runId: string): Promise<RunSnapshot | null>
  write(snapshot: RunSnapshot): Promise<void>
}

export function createSharedSnapshots(store: Pick<RunStore, 'get' | 'set'>): SharedSnapshots {
  return {
    async read(runId) {
      const snapshot = parseSnapshot(await store.get(`run:${runId}`).catch(() => null))
      return snapshot?.runId === runId ? snapshot : null
    },
    async write(snapshot) {
      await store.set(`run:${snapshot.runId}`, JSON.stringify(snapshot), TTL)
    },
  }
}
