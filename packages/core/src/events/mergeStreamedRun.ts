import type { Run, RunStep } from '../run/run.js'
import { isTerminal, pickResult } from '../run/run.js'

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

/**
 * Puts together what a server pushes of a run, or what a read brings, and what was known before. A run that
 * has ended goes on no more, and keeps its steps and its result. The address of the live view may change,
 * so the newest news decide, and what was known has no say.
 */
export function mergeNews(news: Run, known: Run | null | undefined): Run {
  return known ? mergeStreamedRun(news, { ...known, streamingUrl: null }) : news
}

/** The API may show the end of a run before it shows the result, which the stream may have told. */
function getLateResult(read: Run, streamed: Run): Partial<Run> {
  const { resultWithheld } = streamed
  // A read that says that the result is withheld speaks of the rights that the viewer has by now.
  const isMissing = read.result === null && !read.resultWithheld
  return isMissing ? { ...pickResult(streamed), resultWithheld } : {}
}

function getProgress(read: Run, streamed: Run): Partial<Run> {
  if (isTerminal(streamed.status)) {
    const { status, finishedAt, resultWithheld, error } = streamed
    return { status, finishedAt, ...pickResult(streamed), resultWithheld, error }
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
