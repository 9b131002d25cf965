import type { Run } from '../run/run.js'
import { isTerminal, pickResult } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'
import type { RunEvent } from './runEvent.js'
import type { StreamedSteps } from './streamedSteps.js'
import { addStep, beginSteps, getDuration, readSteps } from './streamedSteps.js'

/**
 * Folds one event of a run's stream into the run: its live view, its steps, its end. Gives back the
 * same object when the event brings nothing new.
 *
 * Never goes backwards: a run that has ended stays as it is, an event that comes twice counts once,
 * and one that comes late takes the place that its timestamp gives it. Events of other runs are
 * passed over. The `steps` are put together when they are first read, so that a burst of thousands of
 * events takes no time that can be felt.
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
        ? change(run, { createdAt: event.timestamp })
        : run
    case 'STREAMING_URL':
      return run.streamingUrl === event.streamingUrl
        ? run
        : change(run, { ...begin(run, event.timestamp), streamingUrl: event.streamingUrl })
    case 'PROGRESS': {
      const steps = addStep(take(run).steps, event.purpose, event.timestamp)
      return steps ? change(run, begin(run, event.timestamp), steps) : run
    }
    case 'COMPLETE':
      return end(run, event)
    default:
      return run
  }
}

function isOfRun(event: RunEvent, { runId }: Run): boolean {
  return !('runId' in event) || event.runId === null || event.runId === runId
}

type Fields = Omit<Run, 'steps'>

/** A run whose `steps` nobody has looked at yet. */
interface Parts {
  fields: Fields
  steps: StreamedSteps
}

/** Of each run that came from here or went on here: to copy the run itself would read its steps. */
const partsOfRuns = new WeakMap<Run, Parts>()

function take(run: Run): Parts {
  const known = partsOfRuns.get(run)
  if (known) return known
  const { steps, ...fields } = run
  const parts = { fields, steps: beginSteps(steps) }
  partsOfRuns.set(run, parts)
  return parts
}

/** Gives a run that differs in some fields. */
function change(run: Run, changed: Partial<Fields>, steps = take(run).steps): Run {
  const fields = { ...take(run).fields, ...changed }
  const next: Run = {
    ...fields,
    get steps() {
      return readSteps(steps)
    },
  }
  partsOfRuns.set(next, { fields, steps })
  return next
}

/** Takes the run out of the queue: what the agent does shows that it has left it. */
function begin(run: Run, timestamp: string | null): Pick<Run, 'status' | 'startedAt'> {
  const status = run.status === 'PENDING' ? 'RUNNING' : run.status
  return { status, startedAt: getEarlier(run.startedAt, timestamp) }
}

function end(run: Run, event: Extract<RunEvent, { type: 'COMPLETE' }>): Run {
  const { status, resultWithheld = run.resultWithheld, error, timestamp } = event
  const steps = run.steps.map((step) =>
    step.status === 'RUNNING'
      ? { ...step, status, duration: step.duration ?? getDuration(step.timestamp, timestamp) }
      : step,
  )
  const finishedAt = timestamp
  return { ...run, status, finishedAt, ...pickResult(event), resultWithheld, error, steps }
}

/** Gives the earlier of two timestamps. */
function getEarlier(one: string | null, other: string | null): string | null {
  const [time, otherTime] = [parseTimestamp(one), parseTimestamp(other)]
  const isLater = time !== null && otherTime !== null && time > otherTime
  return one === null || isLater ? other : one
}
