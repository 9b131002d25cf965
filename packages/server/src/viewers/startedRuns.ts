import type { RunStore } from '../store/runStore.js'
import { viewerKind } from '../tokens/viewerToken.js'

/** Remembers who started which run with a viewer token, for the day that a token may last. */
export interface StartedRuns {
  /** Tells whether the run is theirs now: it is not if somebody else has started it before. */
  add: (subject: string, runId: string) => Promise<boolean>
  has: (subject: string, runId: string) => Promise<boolean>
}

export function createStartedRuns(store: RunStore): StartedRuns {
  const key = (runId: string) => `started:${runId}`
  return {
    async add(subject, runId) {
      const starter = (await store.get(key(runId))) ?? subject
      if (starter === subject) await store.set(key(runId), subject, viewerKind.maxTtl)
      return starter === subject
    },
    has: async (subject, runId) => (await store.get(key(runId))) === subject,
  }
}
