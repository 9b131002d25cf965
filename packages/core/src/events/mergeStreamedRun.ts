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
    ? { ...read, ...getLateResult(read, streamed), steps }
    : {
        ...read,
        ...getProgress(read, streamed),
        startedAt: read.startedAt ?? streamed.startedAt,
        streamingUrl: streamed.streamingUrl ?? read.streamingUrl,
        steps,
      }
  return isSame(read, merged) ? read : merged
}

/** The API may show the end of a run before it shows the result, which the stream may have told. */
function getLateResult(read: Run, streamed: Run): Partial<Run> {
  const { result, resultWithheld } = streamed
  // A read that says that the result is withheld speaks of the rights that the viewer has by now.
  const isMissing = read.result === null && !read.resultWithheld
  return isMissing ? { result, resultWithheld } : {}
}

function getProgress(read: Run, streamed: Run): Partial<Run> {
  if (isTerminal(streamed.status)) {
    const { status, finishedAt, result, resultWithheld, error } = streamed
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
