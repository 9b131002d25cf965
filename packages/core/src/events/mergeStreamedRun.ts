import type { Run, RunStep } from '../run/run.js'
import { isTerminal } from '../run/run.js'

/**
 * Puts together what a read brought and what the run's event stream has told so far (see
 * `applyRunEvent`), so that nothing that was seen goes away. The steps of the stream stay until a
 * read brings at least as many, and an end that the stream told stays when a late read does not
 * know of it. Gives back `read` itself when the stream has nothing to add.
 */
export function mergeStreamedRun(read: Run, streamed: Run): Run {
  const steps = mergeSteps(read.steps, streamed.steps)
  const merged = isTerminal(read.status)
    ? // The API may show the end of a run before it shows the result.
      {
        ...read,
        result: read.resultWithheld ? read.result : (read.result ?? streamed.result),
        steps,
      }
    : {
        ...read,
        ...getProgress(read, streamed),
        startedAt: read.startedAt ?? streamed.startedAt,
        streamingUrl: streamed.streamingUrl ?? read.streamingUrl,
        steps,
      }
  return isSame(read, merged) ? read : merged
}

function getProgress(read: Run, streamed: Run): Partial<Run> {
  if (isTerminal(streamed.status)) {
    const { status, finishedAt, error } = streamed
    // Whoever reads knows best what the viewer may see, who may have had more rights before.
    const resultWithheld = read.resultWithheld || streamed.resultWithheld
    const result = resultWithheld ? read.result : streamed.result
    return { status, finishedAt, result, resultWithheld, error }
  }
  return { status: read.status === 'PENDING' ? streamed.status : read.status }
}

function mergeSteps(read: RunStep[], streamed: RunStep[]): RunStep[] {
  if (read.length >= streamed.length) return read
  // The ids of the read are kept, as the API gives a step's picture only for its own id.
  const known = read.map((step, index) => {
    const told = streamed[index] ?? step
    if (told.action !== step.action) return told
    return { ...told, id: step.id, screenshot: step.screenshot }
  })
  return [...known, ...streamed.slice(read.length)]
}

function isSame(read: Run, merged: Run): boolean {
  return Object.entries(merged).every(([name, value]) => value === read[name as keyof Run])
}
