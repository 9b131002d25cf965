import type { Run } from '@fishbowl/core'
import { isTerminal } from '@fishbowl/core'

import { isRecord } from '../fields/pick.js'
import type { EndingCode } from '../http/handlerError.js'
import type { RunStore } from '../store/runStore.js'

/** A run as it was at one moment, or why it cannot be read any longer. Never changed, only replaced. */
export interface RunSnapshot {
  readonly runId: string
  /**
   * Epoch milliseconds at which it was made, and always more than that of the snapshot before: so the
   * versions of several processes, and of several runs, can be compared.
   */
  readonly version: number
  readonly run: Run | null
  readonly error: EndingCode | null
  /** Nothing comes after it. */
  readonly isSettled: boolean
}

/** What processes tell each other of a snapshot. The run itself, which may be large, is in the store. */
export type SnapshotNews = Pick<RunSnapshot, 'runId' | 'version' | 'error' | 'isSettled'> & {
  hasEnded: boolean
}

export function toNews({ runId, version, run, error, isSettled }: RunSnapshot): SnapshotNews {
  return { runId, version, error, isSettled, hasEnded: run === null || isTerminal(run.status) }
}

/**
 * Tells whether news are newer than what is known. An end always is, and nothing is newer than an end
 * but another version of it: the clocks of two processes may differ.
 */
export function isNews(news: SnapshotNews, known: RunSnapshot | null): boolean {
  if (!known) return true
  const { hasEnded, isSettled, version } = toNews(known)
  if (news.hasEnded !== hasEnded) return news.hasEnded
  return news.version > version || (news.isSettled && !isSettled)
}

/** Makes the version of the snapshot after another. */
export function getNextVersion(known: RunSnapshot | null): number {
  return Math.max(Date.now(), (known?.version ?? 0) + 1)
}

/** Reads a snapshot that `JSON.stringify` wrote. `null` for anything else. */
export function parseSnapshot(text: string | null): RunSnapshot | null {
  try {
    const snapshot: unknown = JSON.parse(text ?? 'null')
    // Ours, but perhaps of another version of this package.
    const isOne =
      isRecord(snapshot) && typeof snapshot.version === 'number' && isRecord(snapshot.run)
    return isOne && Array.isArray((snapshot.run as Partial<Run>).steps)
      ? (snapshot as unknown as RunSnapshot)
      : null
  } catch {
    return null
  }
}

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
