import { isRunId } from '@fishbowl/core'

/**
 * The name of a result's file. Only an id in the form of a run id goes into it: another could hold a path, and
 * customers are told of none.
 */
export function getResultFileName(runId: string, extension: 'json' | 'csv'): string {
  return isRunId(runId) ? `result-${runId}.${extension}` : `result.${extension}`
}
