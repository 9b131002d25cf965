import { isRunId } from '@fishbowl/core'

/** How long the browser has to begin reading the file, in milliseconds. */
const patience = 10_000

/** A name that is ours but for the run's id: what else a host calls its runs may be anything. */
export function getResultFileName(runId: string, extension: 'json' | 'csv'): string {
  return isRunId(runId) ? `result-${runId}.${extension}` : `result.${extension}`
}

/** Has the browser save a file, without a request and without leaving the page. */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), patience)
}
