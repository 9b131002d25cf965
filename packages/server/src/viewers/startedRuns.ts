import type { RunStore } from '../store/runStore.js'
import { MAX_TTL } from '../tokens/viewerToken.js'

/** Remembers who started which run with a viewer token, for the day that a token may last. */
export interface StartedRuns {
  add: (subject: string, runId: string) => Promise<void>
  has: (subject: string, runId: string) => Promise<boolean>
}

export function createStartedRuns(store: RunStore): StartedRuns {
  return {
    add: (subject, runId) => store.set(`started:${runId}`, subject, MAX_TTL),
    has: async (subject, runId) => (await store.get(`started:${runId}`)) === subject,
  }
}
