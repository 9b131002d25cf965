import type { StandardSchemaV1 } from '@standard-schema/spec'

import { limitRetryAfter } from '../errors.js'
import type { Run, RunFailure, RunSchemaValidation } from '../run/run.js'
import { readMember } from '../run/wire.js'
import type { ResultIssue } from './checkSchema.js'
import { checkSchema, toIssue, toText } from './checkSchema.js'
import type { NoResultReason } from './noResult.js'
import { getFailureReason, getGoalFailure } from './goalFailure.js'
import { getNoResultReason } from './noResult.js'

/** What a run came to, its goal included. */
export type RunOutcome<T = unknown> =
  /** The run waits for a free browser. */
  | { type: 'pending' }
  | { type: 'running' }
  /** The goal was reached. `data` is what the schema returned, or the result as it is. */
  | { type: 'succeeded'; data: T }
  /** The run completed, and its result says that the goal was not reached. */
  | { type: 'goal_failed'; reason: string; data: unknown }
  /** The run completed and there is nothing in its result. */
  | { type: 'no_result'; reason: NoResultReason }
  /** The run completed. Its result, which tells of the goal, is not for this viewer. */
  | { type: 'withheld' }
  /** The result does not fit the schema of the API or of the caller. */
  | { type: 'invalid_result'; issues: ResultIssue[]; data: unknown }
  /** The run itself failed. `retryAfter` is in milliseconds, an hour at most. */
  | { type: 'failed'; error: RunFailure; retryable: boolean; retryAfter: number | null }
  | { type: 'cancelled' }
  /** A status that this version does not know. The run may go on. */
  | { type: 'unknown'; status: string }

/** How to judge the result of a completed run. */
export interface RunOutcomeOptions<T = unknown> {
  /** Any synchronous Standard Schema (Zod, Valibot, ArkType …); `data` is what it returns. */
  schema?: StandardSchemaV1<unknown, T> | undefined
  /**
   * Tells whether a result means that the goal was not reached. Text that it returns is the reason.
   *
   * @default `status` of failure, failed or error, an `error` that says something, `success: false`, or
   * nothing but an explanation such as `reason: "Access denied"`; in the result, in what it wraps (JSON
   * text, a fenced block, `result`, `output`, `data`, `response`), or in each item of its only list
   */
  isGoalFailure?: ((result: unknown) => boolean | string) | undefined
}

/**
 * Tells what a run came to. `COMPLETED` means only that the infrastructure worked: this looks into
 * the result as well. Never throws, whatever the result holds.
 *
 * @example
 * const outcome = getRunOutcome(run, { schema: z.object({ price: z.string() }) })
 * if (outcome.type === 'succeeded') show(outcome.data.price)
 * @see https://docs.tinyfish.ai/key-concepts/runs
 */
export function getRunOutcome<T = unknown>(
  run: Run,
  options: RunOutcomeOptions<T> = {},
): RunOutcome<T> {
  const status = readOwn(run, 'status')
  switch (status) {
    case 'PENDING':
      return { type: 'pending' }
    case 'RUNNING':
      return { type: 'running' }
    case 'CANCELLED':
      return { type: 'cancelled' }
    case 'FAILED':
      return getFailedOutcome(readOwn(run, 'error') ?? unexplainedFailure)
    case 'COMPLETED':
      return getCompletedOutcome(run, options)
    default:
      return { type: 'unknown', status: typeof status === 'string' ? status : '' }
  }
}

/** Gives a field of a run; `undefined` where the run is an object of the host whose getter throws. */
function readOwn<Key extends keyof Run>(run: Run, key: Key): Run[Key] | undefined {
  return readMember(run, key) as Run[Key] | undefined
}

const unexplainedFailure: RunFailure = {
  message: '',
  category: 'UNKNOWN',
  code: null,
  retryAfter: null,
  helpUrl: null,
  helpMessage: null,
}

function getFailedOutcome(error: RunFailure): RunOutcome<never> {
  return {
    type: 'failed',
    error,
    // An agent fails at the same goal in the same way again, and credit does not come back by itself.
    retryable: !['AGENT_FAILURE', 'BILLING_FAILURE'].includes(error.category.toUpperCase()),
    retryAfter: error.retryAfter === null ? null : limitRetryAfter(error.retryAfter * 1000),
  }
}

function getCompletedOutcome<T>(run: Run, options: RunOutcomeOptions<T>): RunOutcome<T> {
  const result = readOwn(run, 'result')
  if (readOwn(run, 'resultWithheld')) return { type: 'withheld' }
  const goal = checkGoal(result, options.isGoalFailure)
  if ('issues' in goal) return { type: 'invalid_result', issues: goal.issues, data: result }
  if (goal.failure !== null) return { type: 'goal_failed', reason: goal.failure, data: result }

  const nothing = getNoResultReason(result)
  if (nothing) return { type: 'no_result', reason: nothing }

  const schemaValidation = readOwn(run, 'schemaValidation')
  if (schemaValidation?.valid === false) {
    return { type: 'invalid_result', issues: getIssues(schemaValidation), data: result }
  }
  // Without a schema nothing checks the data: T is what the caller says it is.
  if (!options.schema) return { type: 'succeeded', data: result as T }

  const checked = checkSchema(options.schema, result)
  if ('issues' in checked) return { type: 'invalid_result', issues: checked.issues, data: result }
  return { type: 'succeeded', data: checked.value }
}

function checkGoal(
  result: unknown,
  isGoalFailure: RunOutcomeOptions['isGoalFailure'],
): { failure: string | null } | { issues: ResultIssue[] } {
  if (!isGoalFailure) return { failure: getGoalFailure(result) }
  try {
    const answer: unknown = isGoalFailure(result)
    if (answer instanceof Promise) return toIssue('isGoalFailure is asynchronous. Answer at once.')
    if (typeof answer === 'string' && answer) return { failure: answer }
    return { failure: answer ? getFailureReason(result) : null }
  } catch (error) {
    return toIssue(`isGoalFailure threw ${toText(error)}`)
  }
}

function getIssues({ errors }: RunSchemaValidation): ResultIssue[] {
  return errors.map(({ path, expected, received, message }) => ({
    path,
    message: message || `expected ${expected}, received ${received}`,
  }))
}
