import type { Run } from '@fishbowl/core'
import { isRunId, isTerminal, parseRun } from '@fishbowl/core'
import { isRecord } from '@fishbowl/core/internal'

import type { EndingCode } from '../http/handlerError.js'
import { isEndingCode } from '../http/handlerError.js'
import { writeJson } from '../http/jsonText.js'
import type { RunStore } from '../store/runStore.js'

/** A run as it was at one moment, or why it cannot be read any longer. Never changed, only replaced. */
export interface RunSnapshot {
  readonly runId: string
  /**
   * Epoch milliseconds at which the snapshot was made, and always more than those of the snapshot before.
   * So the versions of several processes, and of several runs, can be compared.
   */
  readonly version: number
  readonly run: Run | null
  readonly error: EndingCode | null
  /** Whether this is the last snapshot of the run. */
  readonly isSettled: boolean
}

/** What processes tell each other of a snapshot. The run itself, which may be large, is in the store. */
export type SnapshotNews = Pick<RunSnapshot, 'runId' | 'version' | 'error' | 'isSettled'> & {
  /** Whether the run has ended or cannot be read any longer. It is settled some reads later. */
  hasEnded: boolean
}

/** Milliseconds for which a snapshot is kept: less than the URL of a recording lives, which is in it. */
const TTL = 10 * 60_000

export function toNews({ runId, version, run, error, isSettled }: RunSnapshot): SnapshotNews {
  return { runId, version, error, isSettled, hasEnded: run === null || isTerminal(run.status) }
}

/** Tells whether a value is news. Another version of this package may send what this one cannot tell. */
export function isSnapshotNews(value: unknown): value is SnapshotNews {
  if (!isRecord(value) || !isRunId(value.runId) || !isVersion(value.version)) return false
  return value.error === null || isEndingCode(value.error)
}

/** Tells whether a value is a time that a clock may show. A larger one would be newer than all to come. */
function isVersion(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1e15
}

/**
 * Tells whether news are newer than what is known. Versions alone do not tell, because the clocks of two
 * processes may differ: an end is newer than anything but another version of the end.
 */
export function isNews(news: SnapshotNews, known: RunSnapshot | null): boolean {
  if (!known) return true
  const { hasEnded, isSettled, version } = toNews(known)
  if (news.hasEnded !== hasEnded) return news.hasEnded
  return news.version > version || (news.isSettled && !isSettled)
}

/** Makes the version of the snapshot that follows a known one. */
export function getNextVersion(known: RunSnapshot | null): number {
  return Math.max(Date.now(), (known?.version ?? 0) + 1)
}

/** The last snapshots of runs, in the store that several processes share. */
interface StoredSnapshots {
  /** Gives the last snapshot of a run, or `null` when there is none or the store fails. Never rejects. */
  read(runId: string): Promise<RunSnapshot | null>
  write(snapshot: RunSnapshot): Promise<void>
}

export function createStoredSnapshots(store: Pick<RunStore, 'get' | 'set'>): StoredSnapshots {
  return {
    async read(runId) {
      return parseSnapshot(await store.get(`run:${runId}`).catch(() => null), runId)
    },
    async write(snapshot) {
      await store.set(`run:${snapshot.runId}`, writeJson(snapshot), TTL)
    },
  }
}

/**
 * Reads a snapshot that `write` has written. Gives `null` for anything else. Another version of this
 * package may have written it, and so its run is read like one in an answer of TinyFish.
 */
function parseSnapshot(text: string | null, runId: string): RunSnapshot | null {
  try {
    const snapshot: unknown = JSON.parse(text ?? 'null')
    if (!isRecord(snapshot) || !isVersion(snapshot.version)) return null
    const { version, isSettled } = snapshot
    const run = parseRun(snapshot.run)
    if (run.runId !== runId) return null
    return { runId, version, run, error: null, isSettled: isSettled === true }
  } catch {
    return null
  }
}
