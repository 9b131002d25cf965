import type { Run, RunStep } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'
import type { RunEvent } from './runEvent.js'

/**
 * Folds one event of a run's stream into the run: its live view, its steps, its end. Gives back the
 * same object when the event brings nothing new.
 *
 * Never goes backwards: a run that has ended stays as it is, an event that comes twice counts once,
 * and one that comes late takes the place that its timestamp gives it. Events of other runs are passed
 * over.
 *
 * @example
 * let run = parseRun({ run_id: runId, status: 'PENDING' })
 * for await (const event of client.streamRun(input)) run = applyRunEvent(run, event)
 */
export function applyRunEvent(run: Run, event: RunEvent): Run {
  if (isTerminal(run.status) || !isOfRun(event, run)) return run

  switch (event.type) {
    case 'STARTED':
      // It comes with the run id: the run may still have to queue.
      return run.createdAt === null && event.timestamp !== null
        ? { ...run, createdAt: event.timestamp }
        : run
    case 'STREAMING_URL':
      return run.streamingUrl === event.streamingUrl
        ? run
        : { ...begin(run, event.timestamp), streamingUrl: event.streamingUrl }
    case 'PROGRESS':
      return addStep(run, event.purpose, event.timestamp)
    case 'COMPLETE':
      return end(run, event)
    default:
      return run
  }
}

function isOfRun(event: RunEvent, { runId }: Run): boolean {
  return !('runId' in event) || event.runId === null || event.runId === runId
}

/** What the agent does shows that the run has left the queue. */
function begin(run: Run, timestamp: string | null): Run {
  const status = run.status === 'PENDING' ? 'RUNNING' : run.status
  return { ...run, status, startedAt: getEarlier(run.startedAt, timestamp) }
}

function addStep(run: Run, action: string, timestamp: string | null): Run {
  const { steps } = run
  const isKnown =
    timestamp === null
      ? // Without a time, the same words again are the same step.
        steps.at(-1)?.action === action
      : steps.some((step) => step.timestamp === timestamp && step.action === action)
  if (isKnown) return run

  const time = parseTimestamp(timestamp)
  const later = steps.findIndex((step) => isLater(parseTimestamp(step.timestamp), time))
  const place = later === -1 ? steps.length : later
  const step = { id: '0', timestamp, status: 'RUNNING', action, screenshot: null, duration: null }
  return {
    ...begin(run, timestamp),
    steps: chain([...steps.slice(0, place), step, ...steps.slice(place)]),
  }
}

/** A step lasts until the next one begins. What the API itself says of a step is left alone. */
function chain(steps: readonly RunStep[]): RunStep[] {
  return steps.map((step, index) => {
    const next = steps[index + 1]
    const isOurs = /^\d+$/.test(step.id)
    if (!isOurs && (!next || step.status !== 'RUNNING')) return step
    return {
      ...step,
      id: isOurs ? String(index + 1) : step.id,
      ...(next && {
        status: 'COMPLETED',
        duration: getDuration(step.timestamp, next.timestamp) ?? step.duration,
      }),
    }
  })
}

function end(run: Run, event: Extract<RunEvent, { type: 'COMPLETE' }>): Run {
  const { status, result, resultWithheld = run.resultWithheld, error, timestamp } = event
  const steps = run.steps.map((step) =>
    step.status === 'RUNNING'
      ? { ...step, status, duration: step.duration ?? getDuration(step.timestamp, timestamp) }
      : step,
  )
  return { ...run, status, finishedAt: timestamp, result, resultWithheld, error, steps }
}

/** As the API writes it. */
function getDuration(from: string | null, to: string | null): string | null {
  const [start, end] = [parseTimestamp(from), parseTimestamp(to)]
  return start === null || end === null ? null : `${((end - start) / 1_000).toFixed(1)}s`
}

function getEarlier(one: string | null, other: string | null): string | null {
  return one === null || isLater(parseTimestamp(one), parseTimestamp(other)) ? other : one
}

function isLater(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one > other
}

/**
 * Puts together what a read brought and what the run's event stream has told so far (see
 * `applyRunEvent`), so that nothing that was seen goes away: the steps of the stream stay until a read
 * brings at least as many, and an end that the stream told stays when a late read does not know of it.
 * Gives back `read` itself when the stream has nothing to add.
 */
export function mergeStreamedRun(read: Run, streamed: Run): Run {
  const steps = mergeSteps(read.steps, streamed.steps)
  const merged = isTerminal(read.status)
    ? // A result may be late in reads.
      { ...read, result: read.result ?? streamed.result, steps }
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
    const { status, finishedAt, result, error } = streamed
    return { status, finishedAt, result, error }
  }
  return { status: read.status === 'PENDING' ? streamed.status : read.status }
}

function mergeSteps(read: RunStep[], streamed: RunStep[]): RunStep[] {
  if (read.length >= streamed.length) return read
  // A picture is asked for by the API's own id.
  return streamed.map((step, index) => {
    const known = read[index]
    if (known?.action !== step.action) return step
    return { ...step, id: known.id, screenshot: known.screenshot }
  })
}

function isSame(read: Run, merged: Run): boolean {
  return Object.entries(merged).every(([name, value]) => value === read[name as keyof Run])
}
