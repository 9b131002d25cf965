import { isRunId } from '@fishbowl/core'

/** The name of a result's file. It holds the run's id only when the id is one of TinyFish's. */
export function getResultFileName(runId: string, extension: 'json' | 'csv'): string {
  return isRunId(runId) ? `result-${runId}.${extension}` : `result.${extension}`
}
