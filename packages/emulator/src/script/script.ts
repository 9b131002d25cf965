import type { SceneName } from './scenes.js'

/** All that will happen in a run. Times are in milliseconds after its creation. */
export interface Script {
  /** When the run leaves the queue. */
  startsAt: number
  steps: readonly ScriptedStep[]
  /** When each stream page appears: the second takes the place of the first. */
  streams: readonly number[]
  endsAt: number
  ending: Ending
  /**
   * Set when the run is quicker than whoever cancels it: a cancellation makes it end as planned, at
   * once.
   */
  outrunsCancellation?: boolean
  /** Milliseconds after the end at which the recording is ready. Left out, there is none. */
  recordedAfter?: number
}

/** One thing that the agent will do. */
export interface ScriptedStep {
  at: number
  /** What the agent does, in the words that the API reports. */
  action: string
  /** What the live view shows meanwhile. */
  scene: SceneName
}

/** What a run comes to. A result is made when it is asked for, and varies with the run's seed. */
export type Ending =
  | { status: 'COMPLETED'; getResult: (seed: number) => unknown }
  | { status: 'FAILED'; error: RunError }
  | { status: 'CANCELLED' }

/** Why a run failed, as on the wire. */
export interface RunError {
  message: string
  category: 'SYSTEM_FAILURE' | 'AGENT_FAILURE' | 'BILLING_FAILURE' | 'UNKNOWN'
  code?: string
  /** How long to wait before trying again, in seconds. */
  retry_after?: number | null
  help_url?: string
  help_message?: string
}

/** The vendor's words for where a run is. */
export type RunStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** What a script has come to. Times are in milliseconds after the run's creation. */
export interface Moment {
  status: RunStatus
  /** `null` until then, as on the wire. So is `endedAt`. */
  startedAt: number | null
  endedAt: number | null
  steps: PlayedStep[]
  /** Which stream page is the present one, counted from 0. `null` when there is none yet. */
  stream: number | null
  /** `null` until the end. */
  ending: Ending | null
  isRecorded: boolean
}

/** A step that has begun. */
interface PlayedStep extends ScriptedStep {
  status: RunStatus
  /** `null` while the step lasts. */
  endedAt: number | null
}

/**
 * Tells what a script has come to. It is a pure function of the time, so that a run needs no timers.
 *
 * @param elapsed Milliseconds since the run was created.
 * @param cancelledAt When somebody cancelled the run, in milliseconds after its creation.
 */
export function playScript(script: Script, elapsed: number, cancelledAt?: number): Moment {
  const isCut = cancelledAt !== undefined && cancelledAt < script.endsAt
  const endsAt = isCut ? cancelledAt : script.endsAt
  const ending: Ending =
    isCut && !script.outrunsCancellation ? { status: 'CANCELLED' } : script.ending
  const hasEnded = elapsed >= endsAt
  const hasHappened = (at: number) => at <= Math.min(elapsed, endsAt)
  const hasStarted = hasHappened(script.startsAt)

  const streams = script.streams.filter(hasHappened)
  const steps = script.steps.filter(({ at }) => hasHappened(at))
  return {
    status: hasEnded ? ending.status : hasStarted ? 'RUNNING' : 'PENDING',
    startedAt: hasStarted ? script.startsAt : null,
    endedAt: hasEnded ? endsAt : null,
    steps: steps.map((step, index) => {
      const next = steps[index + 1]
      if (next) return { ...step, status: 'COMPLETED', endedAt: next.at }
      if (hasEnded) return { ...step, status: ending.status, endedAt: endsAt }
      return { ...step, status: 'RUNNING', endedAt: null }
    }),
    stream: streams.length > 0 ? streams.length - 1 : null,
    ending: hasEnded ? ending : null,
    isRecorded:
      hasEnded && script.recordedAfter !== undefined && elapsed >= endsAt + script.recordedAfter,
  }
}

/** Gives a script in which all happens some milliseconds later, for a run that has to wait first. */
export function delayScript(script: Script, delay: number): Script {
  return moveTimes(script, (time) => time + delay)
}

/** Gives a script in which all happens so many times as fast. */
export function speedUpScript(script: Script, speed: number): Script {
  if (speed === 1) return script
  const { recordedAfter } = script
  const divide = (time: number) => Math.round(time / speed)
  const faster = moveTimes(script, divide)
  return recordedAfter === undefined ? faster : { ...faster, recordedAfter: divide(recordedAfter) }
}

function moveTimes(script: Script, move: (time: number) => number): Script {
  return {
    ...script,
    startsAt: move(script.startsAt),
    steps: script.steps.map((step) => ({ ...step, at: move(step.at) })),
    streams: script.streams.map(move),
    endsAt: move(script.endsAt),
  }
}
