import type { Run } from './run.js'

const MAX_RUNS = 5_000
// A run with a result of 10 MB is worth remembering, fifty of them are not.
const MAX_CHARACTERS = 50_000_000

/** What the client knows of a run from its last answer. */
export interface RememberedRun {
  run: Run
  /** The answer's JSON text without the server's time. */
  text: string
  etag: string | null
}

/** Remembers the last answers, so that an unchanged run stays the same object. */
export interface RunMemory {
  get(runId: string): RememberedRun | undefined
  set(runId: string, remembered: RememberedRun): void
}

/** Makes a memory that forgets first what was not asked for longest. */
export function createRunMemory(): RunMemory {
  const runs = new Map<string, RememberedRun>()
  let characters = 0

  function forget(runId: string) {
    characters -= runs.get(runId)?.text.length ?? 0
    runs.delete(runId)
  }

  return {
    get(runId) {
      const remembered = runs.get(runId)
      if (remembered) {
        // A Map keeps the order of insertion, so this makes the run the youngest.
        runs.delete(runId)
        runs.set(runId, remembered)
      }
      return remembered
    },
    set(runId, remembered) {
      forget(runId)
      runs.set(runId, remembered)
      characters += remembered.text.length
      for (const oldest of runs.keys()) {
        if (runs.size <= MAX_RUNS && characters <= MAX_CHARACTERS) break
        forget(oldest)
      }
    },
  }
}
