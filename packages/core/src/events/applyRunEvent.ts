import type { Run, RunStep } from '../run/run.js'
import { isTerminal } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'
import type { RunEvent } from './runEvent.js'

/**
 * Folds one event of a run's stream into the run: its live view, its steps, its end. Gives back the
 * same object when the event brings nothing new.
 *
 * Never goes backwards: a run that has ended stays as it is, an event that comes twice counts once,
 * and one that comes late takes the place that its timestamp gives it. Events of other runs are
 * passed over.
 *
 * @example
 * let run = parseRun({ run_id: runId, status: 'PENDING' })
 * for await (const event of client.streamRun(input)) run = applyRunEvent(run, event)
 */
export function applyRunEvent(run: Run, event: RunEvent): Run {
  if (isTerminal(run.status) || !isOfRun(event, run)) return run

  switch (event.type) {
    case 'STARTED':
      // STARTED comes as soon as there is a run id. The run may still have to queue.
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

/** Takes the run out of the queue: what the agent does shows that it has left it. */
function begin(run: Run, timestamp: string | null): Run {
  const status = run.status === 'PENDING' ? 'RUNNING' : run.status
  return { ...run, status, startedAt: getEarlier(run.startedAt, timestamp) }
}

function addStep(run: Run, action: string, timestamp: string | null): Run {
  const { steps } = run
  const isKnown =
    timestamp === null
      ? // Without a time nothing tells a new step with the same words from the same step told twice.
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

/**
 * Numbers the steps and ends each one where the next begins. Steps with an id of the API are left
 * as the API told them, but for one that would go on beside its successor.
 */
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

/** Gives the time between two timestamps in seconds, as the API writes it. */
function getDuration(from: string | null, to: string | null): string | null {
  const [start, end] = [parseTimestamp(from), parseTimestamp(to)]
  return start === null || end === null ? null : `${((end - start) / 1_000).toFixed(1)}s`
}

/** Gives the earlier of two timestamps. */
function getEarlier(one: string | null, other: string | null): string | null {
  return one === null || isLater(parseTimestamp(one), parseTimestamp(other)) ? other : one
}

function isLater(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one > other
}
