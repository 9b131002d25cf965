import type { RunStep } from '../run/run.js'
import { parseTimestamp } from '../run/timestamp.js'

/**
 * The steps of a run at one point of its event stream. They are put together when somebody looks at
 * them: to make the whole list anew for each event of a burst would take seconds.
 */
export interface StreamedSteps {
  /** The list, once somebody has looked at it. */
  list: RunStep[] | null
  /** What was there before `added`, until the list is there. */
  before: StreamedSteps | null
  /** `null` for the steps that the stream went on from. */
  readonly added: AddedStep | null
  readonly index: StepIndex
}

interface AddedStep {
  readonly action: string
  readonly timestamp: string | null
  /** Whether it comes before a step that was told earlier. */
  readonly isLate: boolean
}

/** What tells whether a step is new, and where it belongs, without a look at the others. */
interface StepIndex {
  /** The steps that it speaks of: the newest of their stream. */
  newest: StreamedSteps | null
  /** The time and the words of each step that has a time. */
  readonly known: Set<string>
  /** Epoch milliseconds of the latest step. */
  latest: number
  /** The words of the last step of the list. */
  lastAction: string | null
}

/** Goes on from a list that a read brought. */
export function beginSteps(list: RunStep[]): StreamedSteps {
  const index: StepIndex = { newest: null, known: new Set(), latest: -Infinity, lastAction: null }
  for (const { timestamp, action } of list) {
    if (timestamp !== null) index.known.add(`${timestamp} ${action}`)
    index.latest = Math.max(index.latest, parseTimestamp(timestamp) ?? -Infinity)
    index.lastAction = action
  }
  return toNewest({ list, before: null, added: null, index })
}

/** Adds a step, and changes nothing in `steps`. Gives `null` when the step is known. */
export function addStep(
  steps: StreamedSteps,
  action: string,
  timestamp: string | null,
): StreamedSteps | null {
  // The index has gone on with another step that was added to the same steps.
  const before = steps.index.newest === steps ? steps : beginSteps(readSteps(steps))
  const { index } = before
  const key = timestamp === null ? null : `${timestamp} ${action}`
  // Without a time nothing tells a new step with the same words from the same step told twice.
  if (key === null ? index.lastAction === action : index.known.has(key)) return null

  const time = parseTimestamp(timestamp)
  const isLate = time !== null && time < index.latest
  if (key !== null) index.known.add(key)
  if (time !== null && !isLate) index.latest = time
  if (!isLate) index.lastAction = action
  return toNewest({ list: null, before, added: { action, timestamp, isLate }, index })
}

function toNewest(steps: StreamedSteps): StreamedSteps {
  steps.index.newest = steps
  return steps
}

/** Gives the list of steps, the same one whenever it is asked for. */
export function readSteps(streamed: StreamedSteps): RunStep[] {
  const added: AddedStep[] = []
  let from = streamed
  for (; from.added && from.before; from = from.before) added.push(from.added)
  streamed.list ??= insertSteps(from.list ?? [], added.reverse(), from.added === null)
  // What came before is needed no more, and would be kept in memory for as long as the run is.
  streamed.before = null
  return streamed.list
}

/** @param isRead Whether the list is that of a read, which may have left steps open. */
function insertSteps(list: RunStep[], added: readonly AddedStep[], isRead: boolean): RunStep[] {
  if (added.length === 0) return list
  const steps = list.slice()
  const latest = added.some(({ isLate }) => isLate) ? readLatest(steps) : null
  let changed = isRead ? 0 : steps.length
  if (isRead) for (const at of steps.keys()) endStep(steps, at)
  for (const { action, timestamp } of added) {
    const place = latest ? insertTime(latest, parseTimestamp(timestamp)) : steps.length
    const step = { id: '0', timestamp, status: 'RUNNING', action, screenshot: null, duration: null }
    steps.splice(place, 0, step)
    endStep(steps, place - 1)
    endStep(steps, place)
    changed = Math.min(changed, place)
  }
  for (let at = changed; at < steps.length; at += 1) {
    const step = steps[at]
    if (step && isOurs(step)) steps[at] = { ...step, id: String(at + 1) }
  }
  return steps
}

/** Whether the API gave the step no id, so that it is numbered by its place. */
function isOurs({ id }: RunStep): boolean {
  return /^\d+$/.test(id)
}

/**
 * Ends a step where the next one begins. One with an id of the API is left as the API told it, unless
 * it would go on beside its successor.
 */
function endStep(steps: RunStep[], at: number): void {
  const [step, next] = [steps[at], steps[at + 1]]
  if (!step || !next || (!isOurs(step) && step.status !== 'RUNNING')) return
  const duration = getDuration(step.timestamp, next.timestamp) ?? step.duration
  steps[at] = { ...step, status: 'COMPLETED', duration }
}

/** For each place the latest time up to there, in epoch milliseconds, so that it never falls. */
function readLatest(steps: readonly RunStep[]): number[] {
  let latest = -Infinity
  return steps.map(({ timestamp }) => {
    latest = Math.max(latest, parseTimestamp(timestamp) ?? latest)
    return latest
  })
}

/** Puts a time before the first later one, which is found by halves, and gives its place. */
function insertTime(latest: number[], time: number | null): number {
  let [from, to] = [time === null ? latest.length : 0, latest.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((latest[middle] ?? Infinity) > (time ?? Infinity)) to = middle
    else from = middle + 1
  }
  latest.splice(from, 0, time ?? latest.at(-1) ?? -Infinity)
  return from
}

/** Gives the time between two timestamps in seconds, as the API writes it. */
export function getDuration(from: string | null, to: string | null): string | null {
  const [start, end] = [parseTimestamp(from), parseTimestamp(to)]
  return start === null || end === null ? null : `${((end - start) / 1_000).toFixed(1)}s`
}
